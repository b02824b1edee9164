import { ArrowDown, FileText, Folder, Inbox } from 'lucide-react';
import type { ImportSummary, OpenArchive } from '../../main/contract/index.ts';
import { useCommand } from '../app/commands.ts';
import { useCall } from '../app/data.ts';
import { Panes } from '../app/panes.tsx';
import { session } from '../app/session.ts';
import { shell } from '../app/shell-state.ts';
import { useStore } from '../app/store.ts';
import { useStatus } from '../app/use-status.ts';
import { moment, t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { iconProps } from '../ui/marks.tsx';
import { ImportProgress } from './import-progress.tsx';
import { chooseSource } from './import-sources.ts';
import { ReadingProgress } from './reading-progress.tsx';
import { uploading } from './upload.ts';
import { setWatch } from './watch-setting.tsx';
import { useWatched } from './watch-status.tsx';

/** Nothing waits: what came lately, and the three ways in. */
export function EmptyInbox(props: {
  readonly archive: OpenArchive;
  readonly onReport: (summary: ImportSummary) => void;
}) {
  const imports = useCall(
    'intake.imports',
    { offset: 0, limit: 60 },
    { tables: ['import', 'document'] },
  );
  const past = (imports.data?.imports ?? []).filter((each) => each.state === 'finished');
  useStatus(t('intake.statusCount', { count: 0 }), [
    { keys: 'Ctrl+I', label: t('app.importButton') },
    { keys: 'Ctrl+Z', label: t('ui.undo') },
  ]);
  return (
    <Panes
      screen="inbox"
      panes={[
        {
          id: 'stack',
          label: t('intake.recentImports'),
          width: [272, 320],
          min: 220,
          max: 360,
          drawer: 'left',
          content: (
            <>
              <ImportProgress archive={props.archive} />
              <ReadingProgress archive={props.archive} />
              <div className="m-toolbar">
                <h2>{t('intake.recentImports')}</h2>
                <span className="m-note">
                  {past.length > 0 ? t('intake.allFiled') : t('intake.noneYet')}
                </span>
              </div>
              <div className="m-scroll">
                {past.map((each) => (
                  <button
                    key={each.id}
                    type="button"
                    className="inbox-past-row"
                    title={t('intake.report')}
                    onClick={() => props.onReport(each)}
                  >
                    <span className="m-cut">
                      {each.title}
                      <br />
                      <span className="m-note">{moment(each.at)}</span>
                    </span>
                    <span>{t('library.documents', { count: each.imported })}</span>
                  </button>
                ))}
              </div>
            </>
          ),
        },
        {
          id: 'drop',
          label: t('intake.emptyTitle'),
          min: 480,
          content: <DropArea readOnly={props.archive.readOnly} />,
        },
      ]}
    />
  );
}

/** The ways in that a scanner takes. */
function ScannerLines({ readOnly }: { readonly readOnly: boolean }) {
  const watched = useWatched();
  return (
    <>
      {watched?.canChoose === true && watched.folder === null ? (
        <div className="inbox-drop-line">
          <Button large disabled={readOnly} onClick={() => void setWatch(true)}>
            {t('intake.watchOpen')}
          </Button>
          <span>{t('intake.watchHint')}</span>
        </div>
      ) : null}
      <div className="inbox-drop-line">
        <Button large disabled={readOnly} onClick={() => shell.set({ dialog: 'separators' })}>
          {t('intake.separatorsCommand')}
        </Button>
        <span>{t('intake.separatorsHint')}</span>
      </div>
    </>
  );
}

function DropArea({ readOnly }: { readonly readOnly: boolean }) {
  const jobs = useStore(session, (state) => state.jobs);
  const upload = useStore(uploading, (state) => state.current);
  const busy =
    upload !== null || jobs.some((job) => job.kind === 'import' && job.state === 'running');
  useCommand('inbox.choose', 'Ctrl+I', () => void chooseSource('files'), { when: !readOnly });
  return (
    <div className="inbox-drop">
      <div className="inbox-drop-main">
        <Inbox size={36} strokeWidth={1.5} color="var(--ink-3)" aria-hidden />
        <h2>{busy ? t('intake.busyTitle') : t('intake.emptyTitle')}</h2>
        <p>{busy ? t('intake.busyBody') : t('intake.emptyBody')}</p>
        <div className="inbox-drop-line">
          <Button
            large
            look="primary"
            keys="Ctrl+I"
            disabled={readOnly}
            onClick={() => void chooseSource('files')}
          >
            {t('intake.chooseFiles')}
          </Button>
          <span>{t('intake.chooseFilesHint')}</span>
        </div>
        <div className="inbox-drop-line">
          <Button large disabled={readOnly} onClick={() => void chooseSource('folder')}>
            {t('intake.chooseFolder')}
          </Button>
          <span>{t('intake.chooseFolderHint')}</span>
        </div>
        <ScannerLines readOnly={readOnly} />
      </div>
      <div className="inbox-drop-help">
        <h3>{t('intake.namingTitle')}</h3>
        <ul className="inbox-naming">
          <li>
            <Folder {...iconProps} />
            {t('intake.namingYear')}
          </li>
          <li style={{ paddingInlineStart: 18 }}>
            <Folder {...iconProps} />
            {t('intake.namingCategory')}
          </li>
          <li style={{ paddingInlineStart: 36 }}>
            <FileText {...iconProps} />
            <span>{t('intake.namingFile')}</span>
          </li>
          <li className="m-muted">
            <ArrowDown {...iconProps} size={14} />
            {t('intake.namingRead')}
          </li>
        </ul>
        <dl className="inbox-read">
          <dt>{t('catalog.year')}</dt>
          <dd>2024</dd>
          <dt>{t('catalog.category')}</dt>
          <dd>{t('intake.namingCategory')}</dd>
          <dt>{t('catalog.referenceNumber')}</dt>
          <dd>{t('intake.namingNumber')}</dd>
          <dt>{t('catalog.title')}</dt>
          <dd>{t('intake.namingTitleValue')}</dd>
        </dl>
        <p className="m-note">{t('intake.namingElse')}</p>
      </div>
    </div>
  );
}
