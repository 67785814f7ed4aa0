# Turns docs/rules/*.md into rows of the table in Pages.cpp. Run by the build
# with -DOUTPUT=<file> -DPAGES=<files, separated by commas>.
string(REPLACE "," ";" Pages "${PAGES}")
set(Rows "")
foreach(File ${Pages})
  get_filename_component(Name "${File}" NAME_WE)
  file(READ "${File}" Text)
  string(APPEND Rows "{\"${Name}\", R\"wskpage(${Text})wskpage\"},\n")
endforeach()
file(WRITE "${OUTPUT}" "${Rows}")
