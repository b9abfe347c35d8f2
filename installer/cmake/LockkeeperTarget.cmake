# The one place for warnings, Qt's strict defines and sanitizers. Every target of ours is made by
# lockkeeper_library, lockkeeper_program or lockkeeper_test, so none can miss them.

add_library(lockkeeper_strict INTERFACE)
target_compile_options(lockkeeper_strict INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow
  $<$<BOOL:${LOCKKEEPER_WERROR}>:-Werror>)

# No silent conversions between text and bytes, no keywords that clash, nothing deprecated.
add_library(lockkeeper_strict_qt INTERFACE)
target_compile_definitions(lockkeeper_strict_qt INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
  QT_NO_KEYWORDS QT_NO_FOREACH QT_NO_JAVA_STYLE_ITERATORS QT_STRICT_ITERATORS
  QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400
  LOCKKEEPER_VERSION="${PROJECT_VERSION}")

if(LOCKKEEPER_SANITIZE)
  # Before any target exists: sanitizers must see every object that is linked.
  add_compile_options(-fsanitize=${LOCKKEEPER_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${LOCKKEEPER_SANITIZE})
endif()

# A build links some two hundred programs, most of them tests; lld takes a fifth of the time of GNU's linker.
find_program(LLD_PROGRAM ld.lld)
if(LLD_PROGRAM)
  add_link_options(-fuse-ld=lld)
endif()

# Parsing Qt's headers is most of a build: without it an optimised file takes 1.5 to 3 times as long. Off in `debug`, where
# every file shall name what it needs; clang-tidy looks at the program's own files without it, too.
if(LOCKKEEPER_PCH)
  add_library(lockkeeper_pch OBJECT "${CMAKE_CURRENT_LIST_DIR}/Pch.cpp")
  target_link_libraries(lockkeeper_pch PRIVATE Qt6::Core lockkeeper_strict lockkeeper_strict_qt)
  set_target_properties(lockkeeper_pch PROPERTIES AUTOMOC OFF AUTORCC OFF POSITION_INDEPENDENT_CODE ON)
  target_precompile_headers(lockkeeper_pch PRIVATE "${CMAKE_CURRENT_LIST_DIR}/Pch.h")
endif()

function(lockkeeper_use_pch target)
  if(LOCKKEEPER_PCH)
    target_precompile_headers(${target} REUSE_FROM lockkeeper_pch)
  endif()
endfunction()

# A part's headers are included as "part/File.h" ("store/Writer.h", "ui/dashboard/Dashboard.h"). The include path is a
# folder of its own that holds nothing but a link to that part, so a part sees only the parts it links: an include
# against the arrows of the house does not build.
function(lockkeeper_export_headers target)
  file(RELATIVE_PATH folder "${CMAKE_SOURCE_DIR}" "${CMAKE_CURRENT_SOURCE_DIR}")
  string(REGEX REPLACE "^(core|app)/" "" folder "${folder}")
  set(root "${CMAKE_BINARY_DIR}/layers/${target}")
  get_filename_component(parent "${root}/${folder}" DIRECTORY)
  file(MAKE_DIRECTORY "${parent}")
  file(CREATE_LINK "${CMAKE_CURRENT_SOURCE_DIR}" "${root}/${folder}" SYMBOLIC)
  target_include_directories(${target} PUBLIC "${root}")
endfunction()

# lockkeeper_library(NAME SOURCES … PUBLIC libs… PRIVATE libs… [QT_FREE])
function(lockkeeper_library name)
  cmake_parse_arguments(ARG "QT_FREE" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_link_libraries(${name} PUBLIC ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE} lockkeeper_strict)
  if(ARG_QT_FREE)
    set_target_properties(${name} PROPERTIES AUTOMOC OFF AUTORCC OFF)
  else()
    target_link_libraries(${name} PRIVATE lockkeeper_strict_qt)
    lockkeeper_use_pch(${name})
  endif()
  lockkeeper_export_headers(${name})
endfunction()

# lockkeeper_program(NAME SOURCES … LIBRARIES …)
function(lockkeeper_program name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_LIBRARIES} lockkeeper_strict lockkeeper_strict_qt)
  lockkeeper_use_pch(${name})
endfunction()

# lockkeeper_test(NAME [LIBRARIES …] [SOURCES …] [SECONDS n] [LABELS …]): a Qt Test program tst_NAME from NAME.cpp, run by CTest.
# Says QSKIP("skipped: no samples") where the recorded answers are not there; LOCKKEEPER_SAMPLES and LOCKKEEPER_TEST_DATA
# are string macros naming the folders.
function(lockkeeper_test name)
  cmake_parse_arguments(ARG "" "SECONDS" "SOURCES;LIBRARIES;LABELS" ${ARGN})
  if(NOT ARG_SECONDS)
    set(ARG_SECONDS 120)
  endif()
  if(LOCKKEEPER_SANITIZE)
    math(EXPR ARG_SECONDS "${ARG_SECONDS} * 3")
  endif()
  lockkeeper_program(tst_${name} SOURCES ${name}.cpp ${ARG_SOURCES} LIBRARIES ${ARG_LIBRARIES} Qt6::Test)
  target_compile_definitions(tst_${name} PRIVATE
    LOCKKEEPER_SAMPLES="${LOCKKEEPER_SAMPLES}"
    LOCKKEEPER_TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data"
    LOCKKEEPER_BIN="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
  add_test(NAME ${name} COMMAND tst_${name})
  set_tests_properties(${name} PROPERTIES
    TIMEOUT ${ARG_SECONDS}
    LABELS "${ARG_LABELS}"
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;UBSAN_OPTIONS=print_stacktrace=1;ASAN_OPTIONS=detect_leaks=1")
endfunction()
