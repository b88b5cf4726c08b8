; Inno Setup 6: makes the installer for Windows of what PyInstaller left in dist\hemis-desktop.
; iscc /DVersion=0.1.0 installer\hemis.iss

#ifndef Version
  #error Give the version: iscc /DVersion=0.1.0 installer\hemis.iss
#endif

; A trial that is thrown away may be in a hurry: /DCompression=zip
#ifndef Compression
  #define Compression "lzma2/max"
#endif

[Setup]
; Never change it: by it Windows knows that a newer version replaces an older one.
AppId={{6B1F2C0E-6C5B-4E0B-9A53-4E403403D0C1}
AppName=HEMIS Desktop
AppVersion={#Version}
AppPublisher=HEMIS Desktop
VersionInfoVersion={#Version}
DefaultDirName={autopf}\HEMIS Desktop
DefaultGroupName=HEMIS Desktop
DisableProgramGroupPage=yes
PrivilegesRequired=admin
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
SourceDir=..
OutputDir=dist
OutputBaseFilename=hemis-desktop-{#Version}-setup
SetupIconFile=installer\hemis.ico
UninstallDisplayIcon={app}\HEMIS Desktop.exe
Compression={#Compression}
SolidCompression=yes
WizardStyle=modern
; A running program, in anybody's session (commands/presence.py), has to be closed first; its unsaved input is kept
; in its drafts. Unattended, setup ends with an error and has changed nothing.
AppMutex=Global\HEMIS-Desktop-6B1F2C0E
CloseApplications=yes
RestartApplications=no

[Languages]
Name: "ru"; MessagesFile: "compiler:Languages\Russian.isl"
Name: "en"; MessagesFile: "compiler:Default.isl"

[Tasks]
Name: "desktop"; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"

[InstallDelete]
; An upgrade in place leaves nothing of the older version behind.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "dist\hemis-desktop\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[Icons]
Name: "{group}\HEMIS Desktop"; Filename: "{app}\HEMIS Desktop.exe"
Name: "{autodesktop}\HEMIS Desktop"; Filename: "{app}\HEMIS Desktop.exe"; Tasks: desktop

[Run]
Filename: "{app}\HEMIS Desktop.exe"; Description: "{cm:LaunchProgram,HEMIS Desktop}"; Flags: nowait postinstall skipifsilent

; Uninstalling removes the program only. Settings, drafts and a demonstration's data stay in each
; person's %LOCALAPPDATA%\hemis-desktop; the compiled solver beside them (compiled.py) goes.

[Code]
procedure CurUninstallStepChanged(Step: TUninstallStep);
var
  Profiles: String;
  Found: TFindRec;
begin
  Profiles := ExtractFileDir(GetEnv('PUBLIC'));
  if (Step = usPostUninstall) and (Profiles <> '') and FindFirst(Profiles + '\*', Found) then
  try
    repeat
      DelTree(Profiles + '\' + Found.Name + '\AppData\Local\hemis-desktop\compiled', True, True, True);
    until not FindNext(Found);
  finally
    FindClose(Found);
  end;
end;
