import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallArgs, CallName, CallResult } from '../../main/contract/index.ts';
import { createProgram } from '../../main/program/index.ts';
import { launchNode } from '../../main/workers/index.ts';

/** The whole program in this process, one archive open, asked as its window asks it. */
export interface OpenProgram {
  readonly call: <Name extends CallName>(
    name: Name,
    args: CallArgs<Name>,
  ) => Promise<CallResult<Name>>;
  readonly close: () => Promise<void>;
}

const session = 'bench';

/** `own`: a folder for what the program keeps beside the archive. */
export async function openProgram(archive: string, own: string): Promise<OpenProgram> {
  await mkdir(join(own, 'home'), { recursive: true });
  const program = await createProgram({
    kind: 'web',
    version: 'bench',
    userDataFolder: join(own, 'user-data'),
    homeFolder: join(own, 'home'),
    demoFolder: null,
    startArchive: archive,
    launchWorker: launchNode,
    address: (_session, resource) => resource,
  });
  const opened: { archive?: string } = {};
  const call = async <Name extends CallName>(name: Name, args: CallArgs<Name>) => {
    const answer = await program.answer(session, { call: name, ...opened, args });
    if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`);
    return answer.value as CallResult<Name>;
  };
  const state = await call('program.state', {});
  if (state.archive !== null) opened.archive = state.archive.handle;
  return { call, close: () => program.close() };
}
