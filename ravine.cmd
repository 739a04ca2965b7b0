@echo off
rem Finds JDK 25, builds on first use, runs the command line: the same as ./ravine, on Windows.
setlocal enabledelayedexpansion
set "HOME_DIR=%~dp0"
if "%HOME_DIR:~-1%"=="\" set "HOME_DIR=%HOME_DIR:~0,-1%"
set "MODULES=%HOME_DIR%\cli\target\modules"

set "JAVA="
if defined JAVA_HOME call :try "%JAVA_HOME%"
if not defined JAVA for /f "delims=" %%J in ('where javac 2^>nul') do if not defined JAVA call :try "%%~dpJ.."
if not defined JAVA for /d %%D in ("%ProgramFiles%\Eclipse Adoptium\jdk-25*" "%ProgramFiles%\Java\jdk-25*" "%ProgramFiles%\Microsoft\jdk-25*" "%ProgramFiles%\Zulu\zulu-25*" "%USERPROFILE%\.jdks\*25*") do if not defined JAVA call :try "%%~D"
if not defined JAVA (
  echo ravine: JDK 25.0.3 or newer is needed, but none was found: install one, or point JAVA_HOME to it 1>&2
  exit /b 2
)
set "JAVA_HOME=%JAVA%"

if "%~1"=="install" (
  if not "%~2"=="" (
    echo ravine: install takes no arguments, was given: %~2 1>&2
    exit /b 2
  )
  set "MAVEN_OPTS=%MAVEN_OPTS% --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
  pushd "%HOME_DIR%"
  call mvn --batch-mode --quiet -Dmaven.test.skip -Dspotless.check.skip -Ppublish -pl bom,onnx,cluster,secondorder,testkit -am install
  set "CODE=!ERRORLEVEL!"
  popd
  exit /b !CODE!
)

if "%~1"=="javadoc" (
  set "MAVEN_OPTS=%MAVEN_OPTS% --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
  pushd "%HOME_DIR%"
  call mvn --batch-mode --quiet -Dmaven.test.skip -Dspotless.check.skip -pl onnx,cluster,secondorder,testkit -am compile javadoc:aggregate
  set "CODE=!ERRORLEVEL!"
  popd
  exit /b !CODE!
)

if not exist "%HOME_DIR%\cli\target\.built" (
  echo Building Ravine ^(once, about a minute^) ... 1>&2
  where mvn >nul 2>&1
  if errorlevel 1 (
    echo ravine: Maven ^(mvn^) is needed to build, but is not on the PATH 1>&2
    exit /b 2
  )
  set "MAVEN_OPTS=%MAVEN_OPTS% --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
  pushd "%HOME_DIR%"
  call mvn --batch-mode --quiet -Dmaven.test.skip -Dspotless.check.skip -pl cli -am package 1>&2
  if errorlevel 1 (
    popd
    echo ravine: the build failed; its output is above 1>&2
    exit /b 1
  )
  popd
  type nul > "%HOME_DIR%\cli\target\.built"
)

set "MORE="
if defined RAVINE_CLASS_PATH (
  for %%E in ("%RAVINE_CLASS_PATH:;=" "%") do if not exist "%%~E" (
    echo ravine: RAVINE_CLASS_PATH must name files and folders that exist, has: %%~E 1>&2
    exit /b 2
  )
  set MORE=--class-path "%RAVINE_CLASS_PATH%"
)
"%JAVA_HOME%\bin\java" -XX:+UseParallelGC --add-modules=jdk.incubator.vector --add-modules=uplot %RAVINE_JAVA_OPTIONS% %MORE% --module-path "%MODULES%" --module dev.ravine.cli/dev.ravine.cli.Main %*
exit /b %ERRORLEVEL%

:try
if not exist "%~1\bin\javac.exe" exit /b 0
for /f "tokens=2 delims==" %%V in ('findstr /b "JAVA_VERSION=" "%~1\release" 2^>nul') do (
  for /f "tokens=1-3 delims=.+" %%A in ("%%~V") do (
    set "MAJOR=%%A"
    set "MINOR=%%B"
    set "PATCH=%%C"
    if "!MINOR!"=="" set "MINOR=0"
    if "!PATCH!"=="" set "PATCH=0"
    if !MAJOR! gtr 25 set "JAVA=%~f1"
    if !MAJOR! equ 25 if !MINOR! gtr 0 set "JAVA=%~f1"
    if !MAJOR! equ 25 if !MINOR! equ 0 if !PATCH! geq 3 set "JAVA=%~f1"
  )
)
exit /b 0
