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

# What the fuzzers steer by, in what they feed: it makes other code slower, and longer to compile, for nothing.
function(lockkeeper_count_coverage target)
  target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
endfunction()

function(lockkeeper_is_fuzzed variable)
  set(${variable} OFF PARENT_SCOPE)
  if(LOCKKEEPER_FUZZ AND "${CMAKE_CURRENT_SOURCE_DIR}/" MATCHES "/(core/(base|community|sources|text)|tests/fuzz)/")
    set(${variable} ON PARENT_SCOPE)
  endif()
endfunction()

# Parsing Qt's headers is most of a build. A quick build (LOCKKEEPER_QUICK) parses them once for many files: some twenty
# files of a library are compiled as one, and what nearly every file includes is precompiled; a library is compiled in a
# fifth of the time. Off in `debug`, where every file shall name what it needs.
function(lockkeeper_precompile name header)
  add_library(${name} OBJECT "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/Pch.cpp")
  target_link_libraries(${name} PRIVATE ${ARGN} lockkeeper_strict lockkeeper_strict_qt)
  set_target_properties(${name} PROPERTIES AUTOMOC OFF AUTORCC OFF POSITION_INDEPENDENT_CODE ON)
  target_precompile_headers(${name} PRIVATE "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/${header}")
endfunction()

if(LOCKKEEPER_QUICK)
  lockkeeper_precompile(lockkeeper_pch Pch.h Qt6::Core)
  if(LOCKKEEPER_FUZZ)
    lockkeeper_precompile(lockkeeper_fuzzed_pch Pch.h Qt6::Core)
    lockkeeper_count_coverage(lockkeeper_fuzzed_pch)
  endif()
endif()

# A test's own code runs once: compiling it is what it costs, with sanitizers nearly twice as long. What it tests has them.
set(lockkeeper_test_options -O0)
if(LOCKKEEPER_SANITIZE)
  list(APPEND lockkeeper_test_options -fno-sanitize=all)
endif()
if(LOCKKEEPER_QUICK AND LOCKKEEPER_BUILD_TESTS)
  # Without QT_TESTCASE_BUILDDIR and its like, which differ from folder to folder, and with which no precompiled header is
  # another folder's; QFINDTESTDATA is all that they serve.
  set_target_properties(Qt6::Test PROPERTIES INTERFACE_COMPILE_DEFINITIONS QT_TESTLIB_LIB)
  lockkeeper_precompile(lockkeeper_test_pch TestPch.h Qt6::Test Qt6::Network)
  lockkeeper_precompile(lockkeeper_ui_test_pch TestPch.h Qt6::Test Qt6::Network Qt6::Widgets)
  target_compile_options(lockkeeper_test_pch PRIVATE ${lockkeeper_test_options})
  target_compile_options(lockkeeper_ui_test_pch PRIVATE ${lockkeeper_test_options})
endif()

function(lockkeeper_use_pch target pch)
  if(LOCKKEEPER_QUICK)
    target_precompile_headers(${target} REUSE_FROM ${pch})
  endif()
endfunction()

# For a library or a program.
function(lockkeeper_use_common_pch target)
  lockkeeper_is_fuzzed(fuzzed)
  if(fuzzed)
    lockkeeper_use_pch(${target} lockkeeper_fuzzed_pch)
    lockkeeper_count_coverage(${target})
  else()
    lockkeeper_use_pch(${target} lockkeeper_pch)
  endif()
endfunction()

function(lockkeeper_compile_as_one target)
  if(LOCKKEEPER_QUICK)
    # Many a file has a struct Tr of its own, with its context of translation: each gets a name of its own here.
    set_target_properties(${target} PROPERTIES
      UNITY_BUILD ON
      UNITY_BUILD_BATCH_SIZE 20
      UNITY_BUILD_UNIQUE_ID LOCKKEEPER_FILE
      UNITY_BUILD_CODE_BEFORE_INCLUDE "#define LOCKKEEPER_JOIN(a, b) a##b\n#define LOCKKEEPER_JOINED(a, b) LOCKKEEPER_JOIN(a, b)\n#define Tr LOCKKEEPER_JOINED(Tr_, LOCKKEEPER_FILE)"
      UNITY_BUILD_CODE_AFTER_INCLUDE "#undef Tr\n#undef LOCKKEEPER_JOINED\n#undef LOCKKEEPER_JOIN")
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
      target_compile_options(${target} PRIVATE -Wno-subobject-linkage) # what a file keeps to itself is included there
    endif()
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
    lockkeeper_use_common_pch(${name})
  endif()
  lockkeeper_compile_as_one(${name})
  lockkeeper_export_headers(${name})
endfunction()

# lockkeeper_program(NAME SOURCES … LIBRARIES …)
function(lockkeeper_program name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_LIBRARIES} lockkeeper_strict lockkeeper_strict_qt)
  lockkeeper_use_common_pch(${name})
endfunction()

# lockkeeper_test(NAME [LIBRARIES …] [SOURCES …] [SECONDS n] [LABELS …]): a Qt Test program tst_NAME from NAME.cpp, run by CTest.
# Says QSKIP("skipped: no samples") where the recorded answers are not there; LOCKKEEPER_SAMPLES and LOCKKEEPER_TEST_DATA
# are string macros naming the folders. LOCKKEEPER_SANITIZED is 1 where what it tests is built with sanitizers.
function(lockkeeper_test name)
  cmake_parse_arguments(ARG "" "SECONDS" "SOURCES;LIBRARIES;LABELS" ${ARGN})
  if(NOT ARG_SECONDS)
    set(ARG_SECONDS 120)
  endif()
  set(sanitized 0) # random tests go fewer rounds
  if(LOCKKEEPER_SANITIZE)
    math(EXPR ARG_SECONDS "${ARG_SECONDS} * 3")
    set(sanitized 1)
  endif()
  # Its one Q_OBJECT is in its .cpp: moc by itself is a tenth of what CMAKE_AUTOMOC takes for a target.
  set(moc "${CMAKE_CURRENT_BINARY_DIR}/tst_${name}_moc/${name}.moc")
  add_executable(tst_${name} ${name}.cpp ${ARG_SOURCES} "${moc}")
  target_link_libraries(tst_${name} PRIVATE ${ARG_LIBRARIES} Qt6::Test lockkeeper_strict lockkeeper_strict_qt)
  set_target_properties(tst_${name} PROPERTIES AUTOMOC OFF AUTORCC OFF)
  target_include_directories(tst_${name} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}/tst_${name}_moc")
  qt6_generate_moc(${name}.cpp "${moc}" TARGET tst_${name})
  if(LOCKKEEPER_QUICK)
    target_compile_options(tst_${name} PRIVATE ${lockkeeper_test_options})
    # QTest's headers differ by the modules that are linked.
    target_link_libraries(tst_${name} PRIVATE Qt6::Network)
    if("${ARG_LIBRARIES}" MATCHES "lockkeeper_(ui|gui|bench_support)")
      lockkeeper_use_pch(tst_${name} lockkeeper_ui_test_pch)
    elseif(NOT "${ARG_LIBRARIES}" MATCHES "Qt6::Gui")
      lockkeeper_use_pch(tst_${name} lockkeeper_test_pch)
    endif()
  endif()
  target_compile_definitions(tst_${name} PRIVATE
    LOCKKEEPER_SAMPLES="${LOCKKEEPER_SAMPLES}"
    LOCKKEEPER_TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data"
    LOCKKEEPER_BIN="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}"
    LOCKKEEPER_SANITIZED=${sanitized})
  add_test(NAME ${name} COMMAND tst_${name})
  set_tests_properties(${name} PROPERTIES
    TIMEOUT ${ARG_SECONDS}
    LABELS "${ARG_LABELS}"
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;UBSAN_OPTIONS=print_stacktrace=1;ASAN_OPTIONS=detect_leaks=1")
endfunction()
