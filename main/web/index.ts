export { runWebProgram } from './run.ts';
export { serve, type ServeOptions, type WebHost } from './serve.ts';
export { createWebSessions, type WebSessions } from './sessions.ts';
export { uploadIndexName, type UploadedFile } from './uploads.ts';
export { startWebProgram, type WebProgram, type WebProgramOptions } from './web-program.ts';
