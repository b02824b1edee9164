import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type {
  CallArgs,
  CallName,
  CallResponse,
  CallResult,
  HostEvent,
  OpenArchive,
  WireError,
} from '../../main/contract/index.ts';
import { createProgram, type Host, type Program } from '../../main/program/index.ts';
import { launchNode } from '../../main/workers/index.ts';
import { temporaryFolder } from '../support/archives.ts';

export interface TestProgram {
  readonly program: Program;
  readonly home: string;
  readonly userData: string;
}

/** A program with folders of its own; closed when the test ends. */
export async function testProgram(more: Partial<Host> = {}): Promise<TestProgram> {
  const base = await temporaryFolder();
  const host: Host = {
    kind: 'web',
    version: '1.2.3',
    userDataFolder: join(base, 'user'),
    homeFolder: join(base, 'home'),
    demoFolder: null,
    startArchive: null,
    launchWorker: launchNode,
    address: (session, path) => `${session}/${path}`,
    ...more,
  };
  const program = await createProgram(host);
  onTestFinished(() => program.close());
  return { program, home: host.homeFolder, userData: host.userDataFolder };
}

/** One window's view of the program. */
export function windowOf(program: Program, session: string) {
  const raw = (request: unknown): Promise<CallResponse> => program.answer(session, request);
  const ask = (call: string, args: unknown, archive?: string): Promise<CallResponse> =>
    raw({ call, args, ...(archive === undefined ? {} : { archive }) });
  return {
    raw,
    call: async <Name extends CallName>(name: Name, args: CallArgs<Name>, archive?: string) => {
      const answer = await ask(name, args, archive);
      if (!answer.ok) throw new Error(`${name}: ${answer.error.code} ${answer.error.message}`);
      return answer.value as CallResult<Name>;
    },
    refusal: async (call: string, args: unknown, archive?: string): Promise<WireError> => {
      const answer = await ask(call, args, archive);
      if (answer.ok) throw new Error(`${call} was not refused`);
      return answer.error;
    },
    create: async (name = '清河镇台账'): Promise<OpenArchive> => {
      const answer = await ask('library.create', { name, fonds: null, place: null });
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.value as OpenArchive;
    },
    events: (): HostEvent[] => {
      const heard: HostEvent[] = [];
      program.subscribe(session, (event) => heard.push(event));
      return heard;
    },
  };
}
