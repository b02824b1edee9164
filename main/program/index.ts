export { pagePolicy } from './content-policy.ts';
export type { Host } from './host.ts';
export { folderName } from './library-calls.ts';
export { createForUse, openForUse } from './open.ts';
export { openMemory } from './preferences.ts';
export { createProgram, type Program } from './program.ts';
export type { ResourceAnswer } from './resources.ts';
export { demoFolder, programFolder, programVersion, rendererFolder } from './program-files.ts';
