# What is installed, and the packages cpack makes of it: a .deb and a .tar.gz.

set(WSK_SHARE_FOLDER "${CMAKE_INSTALL_DATADIR}/wskcheck")

# An installed wsk-check finds its headers beside itself.
install(TARGETS wsk-check RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
if(UNIX)
  install(TARGETS wsk-kernel RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  install(TARGETS WskCheck LIBRARY DESTINATION ${WSK_PLUGIN_FOLDER})
endif()
install(DIRECTORY checker/wdk DESTINATION ${WSK_SHARE_FOLDER})
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES README.md LICENSE.TXT DESTINATION ${CMAKE_INSTALL_DOCDIR})

# The rules in the words of CodeChecker's configuration.
set(Labels "${CMAKE_BINARY_DIR}/codechecker-labels.json")
find_package(Python3 REQUIRED COMPONENTS Interpreter)
add_custom_command(OUTPUT "${Labels}"
                   COMMAND Python3::Interpreter
                           "${CMAKE_SOURCE_DIR}/ci/codechecker/labels.py"
                           $<TARGET_FILE:wsk-check> "${Labels}"
                   DEPENDS wsk-check ci/codechecker/labels.py VERBATIM)
add_custom_target(codechecker-labels ALL DEPENDS "${Labels}")
install(FILES "${Labels}" DESTINATION ${WSK_SHARE_FOLDER})

set(CPACK_GENERATOR DEB TGZ)
set(CPACK_PACKAGE_NAME wskcheck)
set(CPACK_PACKAGE_VENDOR "The WskCheck project")
set(CPACK_PACKAGE_CONTACT "The WskCheck project")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY
    "Finds mistakes in Windows drivers' use of Winsock Kernel")
set(CPACK_RESOURCE_FILE_LICENSE "${CMAKE_SOURCE_DIR}/LICENSE.TXT")
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_PACKAGE_FILE_NAME
    "wskcheck-${PROJECT_VERSION}-llvm${LLVM_VERSION_MAJOR}-${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR}")

# The plugin is refused by any other patch release of clang, so the package
# asks for this very one; Debian gives LLVM the epoch 1.
set(Next "${LLVM_VERSION_MAJOR}.${LLVM_VERSION_MINOR}")
math(EXPR NextPatch "${LLVM_VERSION_PATCH} + 1")
string(APPEND Next ".${NextPatch}")
set(Depends "libc6, libgcc-s1, libstdc++6, libxml2")
if(UNIX)
  find_package(Boost 1.74 REQUIRED COMPONENTS context) # wsk-kernel's
  string(APPEND Depends ", libboost-context${Boost_VERSION_STRING}")
endif()
string(APPEND Depends ", libclang-common-${LLVM_VERSION_MAJOR}-dev")
foreach(Library libclang-cpp${LLVM_VERSION_MAJOR} libllvm${LLVM_VERSION_MAJOR})
  string(APPEND Depends ", ${Library} (>= 1:${LLVM_PACKAGE_VERSION}~)"
         ", ${Library} (<< 1:${Next}~)")
endforeach()
set(CPACK_DEBIAN_PACKAGE_DEPENDS "${Depends}")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS
    "clang-${LLVM_VERSION_MAJOR}, clang-tidy-${LLVM_VERSION_MAJOR}, lld-${LLVM_VERSION_MAJOR}, llvm-${LLVM_VERSION_MAJOR}")
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE gzip)
include(CPack)
