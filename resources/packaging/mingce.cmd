@rem The command line of the installed program; it shows no window.
@"%~dp0mingce-desktop.exe" --cli %*
