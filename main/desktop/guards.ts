import { app } from 'electron';
import type { Session, WebContents } from 'electron';
import { isOurAddress, isResourceAddress, startPage } from './address.ts';

/** What windows may not do. Each guard has its own reason; all of them hold for every window. */
export function guardSession(session: Session): void {
  denyNetwork(session);
  denyPermissions(session);
  denyDevices(session);
  denyCertificates(session);
  denySpellcheckDownloads(session);
  limitDownloads(session);
}

export function guardAllContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    denyNavigation(contents);
    denyNewWindows(contents);
    denyWebviews(contents);
  });
}

/** The program is offline: a request that is not for its own files is a fault or an attack. */
function denyNetwork(session: Session): void {
  session.webRequest.onBeforeRequest((details, callback) => {
    const local = isOurAddress(details.url) || /^(blob|data|devtools):/.test(details.url);
    callback({ cancel: !local });
  });
  // Without this Chromium asks the network for a proxy (WPAD), even if it never sends a request.
  void session.setProxy({ mode: 'direct' });
}

/** Nothing needs camera, position or notifications; copying to the clipboard is what 复制 buttons do. */
function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    callback(permission === 'clipboard-sanitized-write' && isOurAddress(details.requestingUrl));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin) =>
      permission === 'clipboard-sanitized-write' && isOurAddress(origin),
  );
  session.setDisplayMediaRequestHandler(null);
}

/** Scanners come in through folders; no page talks to USB, HID or serial devices. */
function denyDevices(session: Session): void {
  session.setDevicePermissionHandler(() => false);
}

/** No server has a certificate that this program should believe. */
function denyCertificates(session: Session): void {
  const failed = -2;
  session.setCertificateVerifyProc((_request, callback) => callback(failed));
}

/** Chromium's spelling dictionaries are fetched from the network on first use. */
function denySpellcheckDownloads(session: Session): void {
  session.setSpellCheckerEnabled(false);
}

/** Only the program's own resources may be saved; the user is asked where by the system's dialog. */
function limitDownloads(session: Session): void {
  session.on('will-download', (event, item) => {
    if (!isResourceAddress(item.getURL())) event.preventDefault();
  });
}

/**
 * A window shows our page from beginning to end: a dropped link or a hostile script must not take
 * it, with its preload, to another document. Reloading the page itself is allowed.
 */
function denyNavigation(contents: WebContents): void {
  contents.on('will-frame-navigate', (details) => {
    if (!details.isMainFrame || withoutHash(details.url) !== startPage) details.preventDefault();
  });
  contents.on('will-redirect', (details) => details.preventDefault());
}

/** Links in documents open nothing: there is no network, and new windows are made by the main side. */
function denyNewWindows(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** A webview would be a second, less guarded browser inside the window. */
function denyWebviews(contents: WebContents): void {
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

function withoutHash(url: string): string {
  return url.replace(/#.*$/, '');
}
