export { serve, type ServeOptions, type WebHost } from './serve.ts';
export { createWebSessions, type WebSessions } from './sessions.ts';
export { uploadIndexName, type UploadedFile } from './uploads.ts';
