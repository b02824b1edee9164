import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { channels } from './channels.ts';

/**
 * All that a window can do beyond showing itself. Bundled into one CommonJS file that requires
 * only `electron`: a sandboxed preload can load nothing else.
 */
contextBridge.exposeInMainWorld('mingce', {
  call: (request: unknown) => ipcRenderer.invoke(channels.call, request),
  subscribe: (listener: (event: unknown) => void) => {
    const deliver = (_event: unknown, event: unknown) => listener(event);
    ipcRenderer.on(channels.event, deliver);
    return () => {
      ipcRenderer.off(channels.event, deliver);
    };
  },
  /** Paths are read here and become place ids on the main side: the page never sees one. */
  drop: async (files: File[]) => {
    const paths = files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '');
    const answer = await ipcRenderer.invoke(channels.drop, paths);
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value;
  },
  windowControl: (action: unknown) => {
    void ipcRenderer.invoke(channels.windowControl, action);
  },
});
