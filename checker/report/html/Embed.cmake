# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
#
# Makes C++ constants of the report's style and script. Run by the build with
# -DOUTPUT=<file> -DFOLDER=<this folder>.
file(READ "${FOLDER}/report.css" Style)
file(READ "${FOLDER}/report.js" Script)
file(WRITE "${OUTPUT}"
     "static constexpr char ReportStyle[] = R\"wsktext(${Style})wsktext\";\n"
     "static constexpr char ReportScript[] = R\"wsktext(${Script})wsktext\";\n")
