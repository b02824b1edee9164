import { expect, test, vi } from 'vitest';
import { ArchiveError, job as jobSchema, type Job, type JobId } from '../../main/contract/index.ts';
import type { Archive, JobControl } from '../../main/library/index.ts';
import { createJobList } from '../../main/program/jobs.ts';

const archive = { language: 'zh-CN' } as Archive;
const head = { kind: 'import', title: '来件', canPause: true } as const;

function list() {
  const told: Job[] = [];
  const jobs = createJobList((_archive, job) => told.push(job));
  return { jobs, told };
}

/** Work that goes on a step each time it is let. */
function stepwise() {
  let control: JobControl | undefined;
  let end: (value: unknown) => void = () => undefined;
  let fail: (error: unknown) => void = () => undefined;
  const work = (given: JobControl): Promise<unknown> => {
    control = given;
    return new Promise((resolve, reject) => {
      end = resolve;
      fail = reject;
    });
  };
  return {
    work,
    control: () => control!,
    end: (value: unknown) => end(value),
    fail: (error: unknown) => fail(error),
  };
}

const only = (jobs: ReturnType<typeof list>['jobs'], id: JobId): Job =>
  jobs.list().find((each) => each.id === id)!;
const settled = () => new Promise((done) => setImmediate(done));

test('a job shows its progress and its result, and keeps to the contract throughout', async () => {
  const { jobs, told } = list();
  const step = stepwise();
  const id = jobs.start(archive, head, step.work);
  step.control().report({ done: 1, total: 4, doneBytes: 10, totalBytes: 40, current: '甲.pdf' });
  expect(only(jobs, id)).toMatchObject({ state: 'running', done: 1, total: 4, current: '甲.pdf' });
  step.end({ imported: 4 });
  await settled();
  expect(only(jobs, id)).toMatchObject({
    state: 'done',
    result: { imported: 4 },
    current: null,
    error: null,
  });
  expect(told.at(-1)).toEqual(only(jobs, id));
  for (const each of told) expect(() => jobSchema.parse(each)).not.toThrow();
});

test('many reports make few events, and the last state is always told', async () => {
  const { jobs, told } = list();
  const step = stepwise();
  jobs.start(archive, head, step.work);
  for (let n = 1; n <= 500; n += 1) step.control().report({ done: n, total: 500 });
  expect(told.length).toBeLessThan(10);
  await vi.waitFor(() => expect(told.at(-1)?.done).toBe(500));
  step.end(null);
  await settled();
  expect(told.at(-1)?.state).toBe('done');
});

test('a paused job waits where it asks, and goes on when resumed', async () => {
  const { jobs } = list();
  const steps: number[] = [];
  const id = jobs.start(archive, head, async (control) => {
    for (let n = 0; n < 3; n += 1) {
      await settled();
      await control.paused();
      steps.push(n);
    }
  });
  jobs.pause(id);
  jobs.pause(id);
  await new Promise((done) => setTimeout(done, 20));
  expect(steps).toEqual([]);
  expect(only(jobs, id).state).toBe('paused');
  jobs.resume(id);
  jobs.resume(id);
  await vi.waitFor(() => expect(only(jobs, id).state).toBe('done'));
  expect(steps).toEqual([0, 1, 2]);
  jobs.pause(id);
  jobs.cancel(id);
  expect(only(jobs, id).state).toBe('done');
});

test('a job that cannot be paused is not', () => {
  const { jobs } = list();
  const id = jobs.start(archive, { ...head, canPause: false }, stepwise().work);
  jobs.pause(id);
  expect(only(jobs, id).state).toBe('running');
});

test('a job that pauses itself says why, and goes on', async () => {
  const { jobs } = list();
  const id = jobs.start(archive, head, async (control) => {
    control.pauseBecause(new ArchiveError('disk-full', { path: '/台账' }));
    await control.paused();
    return 'weiter';
  });
  await settled();
  expect(only(jobs, id)).toMatchObject({
    state: 'paused',
    error: { code: 'disk-full', path: '/台账', message: '磁盘已满' },
  });
  jobs.resume(id);
  await vi.waitFor(() =>
    expect(only(jobs, id)).toMatchObject({ state: 'done', error: null, result: 'weiter' }),
  );
});

test('cancelling ends a running job and a paused one', async () => {
  const { jobs } = list();
  const work = async (control: JobControl): Promise<void> => {
    for (;;) {
      await settled();
      await control.paused();
    }
  };
  const [running, paused] = [jobs.start(archive, head, work), jobs.start(archive, head, work)];
  jobs.pause(paused);
  jobs.cancel(running);
  jobs.cancel(paused);
  await vi.waitFor(() =>
    expect(jobs.list().map((each) => each.state)).toEqual(['cancelled', 'cancelled']),
  );
  for (const each of jobs.list()) expect(each.error).toBeNull();
});

test('a failure is told in words; a bug is written where a developer finds it', async () => {
  const { jobs } = list();
  const written = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const [known, bug, thrown] = [
    jobs.start(archive, head, () =>
      Promise.reject(new ArchiveError('original-missing', { path: 'originals/ab' })),
    ),
    jobs.start(archive, head, () => Promise.reject(new TypeError('x is not a function'))),
    jobs.start(archive, head, () => {
      throw new ArchiveError('disk-full');
    }),
  ];
  await settled();
  expect(only(jobs, known)).toMatchObject({
    state: 'failed',
    error: { code: 'original-missing', path: 'originals/ab' },
  });
  expect(only(jobs, bug)).toMatchObject({ state: 'failed', error: { code: 'internal' } });
  expect(JSON.stringify(only(jobs, bug))).not.toContain('not a function');
  expect(only(jobs, thrown)).toMatchObject({ state: 'failed', error: { code: 'disk-full' } });
  expect(written).toHaveBeenCalledTimes(1);
  written.mockRestore();
});

test('closing cancels everything, also what is paused, and waits for it', async () => {
  const { jobs } = list();
  let ended = 0;
  for (let n = 0; n < 3; n += 1) {
    const id = jobs.start(archive, head, async (control) => {
      try {
        for (;;) {
          await settled();
          await control.paused();
        }
      } finally {
        ended += 1;
      }
    });
    if (n === 1) jobs.pause(id);
  }
  await jobs.close();
  expect(ended).toBe(3);
});

test('a job nobody started is not there, and the list does not grow without end', async () => {
  const { jobs } = list();
  for (const act of [jobs.pause, jobs.resume, jobs.cancel]) {
    expect(() => act('x'.repeat(12) as JobId)).toThrow(
      expect.objectContaining({ code: 'no-such-job' }) as Error,
    );
  }
  const running = jobs.start(archive, head, stepwise().work);
  for (let n = 0; n < 80; n += 1) {
    jobs.start(archive, head, async () => n);
    await settled();
  }
  expect(jobs.list().length).toBeLessThanOrEqual(51);
  expect(only(jobs, running).state).toBe('running');
});

test('work that knows its own pace and title says them', async () => {
  const { jobs } = list();
  const { work, control, end } = stepwise();
  const id = jobs.start(archive, { ...head, kind: 'read' }, work);
  expect(only(jobs, id).perMinute).toBeNull();
  control().report({ title: '3 件', done: 1, total: 9, perMinute: 30, remainingMs: 16_000 });
  expect(only(jobs, id)).toMatchObject({ title: '3 件', perMinute: 30, remainingMs: 16_000 });
  end(null);
  await settled();
});
