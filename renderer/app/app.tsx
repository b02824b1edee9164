import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useEffect, useState } from 'react';
import type { HostEvent, Job } from '../../main/contract/index.ts';
import { setLanguage, t, type Language } from '../i18n/index.ts';
import { openPlace } from '../library/open.ts';
import { Welcome } from '../library/welcome.tsx';
import { Empty } from '../ui/empty.tsx';
import { theme } from '../ui/theme.ts';
import { listenForKeys, runCommand } from './commands.ts';
import { tellEnding } from './job-endings.ts';
import { enterArchive, leaveArchive, start } from './open-archive.ts';
import { useWindowWidth } from './panes.tsx';
import { client, session } from './session.ts';
import { announce, attempt } from './shell-state.ts';
import { ErrorDialog } from './error-dialog.tsx';
import { Shell } from './shell.tsx';
import { useStore } from './store.ts';
import { errorWords } from './error-words.ts';
import { CallError } from './client.ts';

function follow(event: HostEvent): void {
  switch (event.type) {
    case 'job':
      if (event.archive === client.archive()) keepJob(event.job);
      return;
    case 'closed':
      if (event.archive !== client.archive()) return;
      leaveArchive();
      if (event.error) {
        announce(t('app.closed', { reason: errorWords(new CallError(event.error)).title }));
      }
      return;
    case 'command':
      runCommand(event.command);
      return;
    case 'upgrading':
      session.set({ upgrading: event });
      return;
    case 'changed':
      if (event.archive === client.archive() && event.tables.includes('job')) void askForJobs();
      return;
  }
}

/** A job may have ended while its events did not come through. */
async function askForJobs(): Promise<void> {
  const answer = await attempt(client.call('jobs.list', {}));
  for (const job of answer?.jobs ?? []) keepJob(job);
}

function keepJob(job: Job): void {
  tellEnding(
    session.get().jobs.find((each) => each.id === job.id),
    job,
  );
  session.set(({ jobs }) => {
    const known = jobs.some((each) => each.id === job.id);
    return { jobs: known ? jobs.map((each) => (each.id === job.id ? job : each)) : [job, ...jobs] };
  });
}

/** The whole window: language and theme around the welcome screen or the open archive. */
export function App() {
  const language = useStore(session, (state) => state.program?.preferences.language ?? 'zh-CN');
  const textPercent = useStore(session, (state) => state.program?.preferences.textPercent ?? 100);
  const archive = useStore(session, (state) => state.archive);
  const program = useStore(session, (state) => state.program);
  const [failed, setFailed] = useState<{ readonly error: unknown } | null>(null);
  const width = useWindowWidth();
  applyLanguage(language);

  useEffect(() => {
    const stopKeys = listenForKeys();
    const stopEvents = client.onEvent(follow);
    start()
      .then(async ({ archive, opening }) => {
        await enterArchive(archive);
        if (opening !== null) await openPlace(opening);
      })
      .catch((error: unknown) => setFailed({ error }));
    return () => {
      stopKeys();
      stopEvents();
    };
  }, []);
  useEffect(() => {
    document.documentElement.style.zoom = String(textPercent / 100);
  }, [textPercent]);
  useEffect(() => {
    document.title = archive ? `${archive.name} · ${t('app.name')}` : t('app.name');
  }, [archive, language]);

  return (
    <ConfigProvider
      theme={theme}
      locale={language === 'zh-CN' ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      <div className={`app ${widthClass(width)}`} key={language}>
        {archive ? <Shell key={archive.handle} archive={archive} /> : program ? <Welcome /> : null}
        {failed ? <StartFailed error={failed.error} /> : null}
        <ErrorDialog />
      </div>
    </ConfigProvider>
  );
}

/** The program did not answer at all, or answered that it cannot start. */
function StartFailed({ error }: { readonly error: unknown }) {
  const words = errorWords(error);
  return (
    <Empty title={words.title}>
      <p>
        {words.kept} {words.remedy}
      </p>
    </Empty>
  );
}

function widthClass(width: number): string {
  if (width < 800) return 'app-narrow app-tiny';
  if (width < 1120) return 'app-narrow';
  return width >= 1600 ? 'app-wide' : '';
}

function applyLanguage(language: Language): void {
  setLanguage(language);
  dayjs.locale(language === 'zh-CN' ? 'zh-cn' : 'en');
}
