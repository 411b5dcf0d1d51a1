@echo off
rem Double-click this on Windows: it does what "python run.py" does,
rem and keeps its window open with the reason when it cannot.
setlocal
pushd "%~dp0"
if not exist "run.py" goto archive
if not exist "launcher\main.py" goto archive
rem The Python install manager shall not fetch every version that is asked for here.
set "PYTHON_MANAGER_AUTOMATIC_INSTALL=false"
for %%v in (3.14 3.13 3.12 3.11) do (
    py -%%v -c "import sys" >nul 2>nul && set "CHOSEN=py -%%v" && goto run
)
rem A name that only leads to the Microsoft Store answers this with an error.
for %%n in (py python python3) do (
    %%n -c "import sys" >nul 2>nul && set "CHOSEN=%%n" && goto run
)
echo Python was not found on this computer.
echo Install Python 3.13 (64-bit) from https://www.python.org/downloads/ and start this file again.
set "CODE=2"
goto failed

:archive
echo The other files of the dashboard are not beside this one.
echo If you opened it inside a ZIP: close it, right-click the ZIP, choose "Extract All",
echo and start this file in the folder that was made.
set "CODE=2"
goto failed

:run
%CHOSEN% run.py %*
set "CODE=%ERRORLEVEL%"
if "%CODE%"=="0" goto done
if "%CODE%"=="130" goto done

:failed
echo.
echo The dashboard did not start, or it stopped; the lines above say why.
pause

:done
popd
exit /b %CODE%
