import './library.css';
import { Eye, FolderOpen, FolderPlus, HardDrive } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { RecentArchive } from '../../main/contract/index.ts';
import { useCommand } from '../app/commands.ts';
import { session, setPreferences } from '../app/session.ts';
import { useStore } from '../app/store.ts';
import { WindowButtons } from '../app/top-bar.tsx';
import { currentLanguage, t } from '../i18n/index.ts';
import { Seal, iconProps } from '../ui/marks.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { NewArchiveDialog } from './new-archive-dialog.tsx';
import { OpenArchiveDialog } from './open-archive-dialog.tsx';
import { openByDialog, openDemo, openRecent } from './open.ts';
import { RecentArchives } from './recent-archives.tsx';
import { UpgradeProgress } from './upgrade-progress.tsx';

/** First start, or no archive open: make one, open one, see the example. */
export function Welcome() {
  const program = useStore(session, (state) => state.program);
  const [dialog, setDialog] = useState<'new' | 'open' | null>(null);
  const [busy, setBusy] = useState(false);
  if (!program) return null;
  const desktop = program.host === 'desktop';

  const run = async (work: () => Promise<unknown>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    try {
      await work();
    } finally {
      setBusy(false);
    }
  };
  const open = (): void => {
    if (desktop) void run(openByDialog);
    else setDialog('open');
  };
  const openOne = (recent: RecentArchive): void => void run(() => openRecent(recent));

  return (
    <>
      <header className="topbar">
        <Seal />
        <strong>{t('app.name')}</strong>
        <div className="topbar-space" />
        <WindowButtons />
      </header>
      <main className="welcome" aria-busy={busy}>
        <section className="welcome-start">
          <Seal size={56} />
          <h1>{t('app.name')}</h1>
          <p className="welcome-tagline">{t('library.tagline')}</p>
          <StartCard
            icon={<FolderPlus {...iconProps} size={20} color="var(--red)" />}
            title={t('library.create')}
            hint={desktop ? t('library.createHint') : t('library.createHintWeb')}
            keys={desktop ? 'Ctrl+N' : null}
            onPress={() => setDialog('new')}
          />
          <StartCard
            icon={<FolderOpen {...iconProps} size={20} />}
            title={t('library.open')}
            hint={desktop ? t('library.openHint') : t('library.openHintWeb')}
            keys="Ctrl+O"
            onPress={open}
          />
          {program.hasDemo ? (
            <StartCard
              icon={<Eye {...iconProps} size={20} />}
              title={t('library.demo')}
              hint={t('library.demoHint')}
              keys="Ctrl+D"
              onPress={() => void run(openDemo)}
            />
          ) : null}
          <p className="welcome-own">
            <HardDrive {...iconProps} size={18} />
            <span>
              {t('library.ownFiles')}
              <br />
              {t('library.ownFilesCopy')}
            </span>
          </p>
        </section>
        <section className="welcome-recent">
          <div className="welcome-recent-inner">
            <UpgradeProgress />
            {program.recents.length > 0 ? (
              <RecentArchives recents={program.recents} onOpen={openOne} />
            ) : null}
            <Steps />
          </div>
        </section>
      </main>
      <footer className="statusbar">
        <span>
          {t('app.name')} {program.version}
        </span>
        <div className="topbar-space" />
        <button
          type="button"
          className="statusbar-job"
          lang={currentLanguage() === 'zh-CN' ? 'en' : 'zh-CN'}
          onClick={() =>
            void setPreferences({ language: currentLanguage() === 'zh-CN' ? 'en' : 'zh-CN' })
          }
        >
          {currentLanguage() === 'zh-CN' ? 'English' : '简体中文'}
        </button>
      </footer>
      {dialog === 'new' ? <NewArchiveDialog onClose={() => setDialog(null)} /> : null}
      {dialog === 'open' ? <OpenArchiveDialog onClose={() => setDialog(null)} /> : null}
    </>
  );
}

function StartCard(props: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly hint: string;
  readonly keys: string | null;
  readonly onPress: () => void;
}) {
  useCommand(`welcome.${props.title}`, props.keys, props.onPress, { label: props.title });
  return (
    <button type="button" className="welcome-card" onClick={props.onPress}>
      {props.icon}
      <span className="welcome-card-text">
        <strong>{props.title}</strong>
        <span>{props.hint}</span>
      </span>
      {props.keys ? <Kbd keys={props.keys} /> : null}
    </button>
  );
}

function Steps() {
  const steps = [
    [t('library.step1'), t('library.step1a'), t('library.step1b')],
    [t('library.step2'), t('library.step2a'), t('library.step2b')],
    [t('library.step3'), t('library.step3a'), t('library.step3b')],
  ];
  return (
    <section className="welcome-steps">
      <h2>{t('library.stepsTitle')}</h2>
      <ol>
        {steps.map(([title, first, second], index) => (
          <li key={title}>
            <span className="welcome-step">{index + 1}</span>
            <h3>{title}</h3>
            <p>
              {first}
              <br />
              {second}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
