import { Checkbox, Input, Segmented } from 'antd';
import { useState } from 'react';
import type { OpenArchive } from '../../main/contract/index.ts';
import { client, session, setPreferences } from '../app/session.ts';
import { announce, attempt } from '../app/shell-state.ts';
import { useStore } from '../app/store.ts';
import { t } from '../i18n/index.ts';
import { WatchSetting } from '../intake/watch-setting.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

/** Language, text size, the user's name; the archive's name and 全宗号. Each takes hold at once. */
export function SettingsDialog(props: {
  readonly archive: OpenArchive;
  readonly onClose: () => void;
}) {
  const { archive, onClose } = props;
  const program = useStore(session, (state) => state.program);
  const [userName, setUserName] = useState(program?.preferences.userName ?? '');
  const [name, setName] = useState(archive.name);
  const [fonds, setFonds] = useState(archive.fonds ?? '');
  if (!program) return null;
  const { preferences } = program;
  const renamed = name.trim() !== archive.name || fonds.trim() !== (archive.fonds ?? '');

  const close = async (): Promise<void> => {
    if (userName !== preferences.userName) await attempt(setPreferences({ userName }));
    if (renamed && name.trim() !== '' && !archive.readOnly) {
      const next = await attempt(
        client.call('library.rename', { name: name.trim(), fonds: fonds.trim() || null }),
      );
      if (!next) return;
      session.set({ archive: next });
      announce(t('library.renamed', { name: next.name }));
    }
    onClose();
  };
  return (
    <Dialog
      title={t('library.settingsTitle')}
      onClose={() => void close()}
      width={560}
      footerStart={
        <span className="m-note">{t('library.version', { version: program.version })}</span>
      }
      footer={
        <Button large data-default onClick={() => void close()}>
          {t('ui.close')}
        </Button>
      }
    >
      <h3 className="form-section">{t('library.interface')}</h3>
      <div className="form">
        <span className="form-label">{t('library.language')}</span>
        <Segmented<'zh-CN' | 'en'>
          className="form-segmented"
          aria-label={t('library.language')}
          value={preferences.language}
          options={[
            { value: 'zh-CN', label: '简体中文' },
            { value: 'en', label: 'English' },
          ]}
          onChange={(language) => void attempt(setPreferences({ language }))}
        />
        <span className="form-label">{t('library.textSize')}</span>
        <Segmented
          className="form-segmented"
          aria-label={t('library.textSize')}
          value={preferences.textPercent}
          options={([100, 115, 130, 150] as const).map((value) => ({ value, label: `${value}%` }))}
          onChange={(textPercent) => void attempt(setPreferences({ textPercent }))}
        />
        <span className="form-label">{t('library.reading')}</span>
        <div>
          <Checkbox
            checked={preferences.readAutomatically}
            onChange={(event) =>
              void attempt(setPreferences({ readAutomatically: event.target.checked }))
            }
          >
            {t('library.readAutomatically')}
          </Checkbox>
          <p className="m-note">{t('library.readAutomaticallyNote')}</p>
        </div>
      </div>
      <h3 className="form-section">{t('library.me')}</h3>
      <div className="form">
        <label htmlFor="settings-user">{t('library.userName')}</label>
        <div>
          <Input
            id="settings-user"
            className="form-middle"
            value={userName}
            maxLength={40}
            placeholder={program.user}
            onChange={(event) => setUserName(event.target.value)}
          />
          <p className="m-note">{t('library.userNameNote', { user: program.user })}</p>
        </div>
      </div>
      <h3 className="form-section">{t('library.thisArchive')}</h3>
      <div className="form">
        <label htmlFor="settings-name">{t('library.archiveName')}</label>
        <Input
          id="settings-name"
          value={name}
          maxLength={60}
          disabled={archive.readOnly}
          onChange={(event) => setName(event.target.value)}
        />
        <label htmlFor="settings-fonds">{t('library.fonds')}</label>
        <div>
          <Input
            id="settings-fonds"
            className="form-short"
            value={fonds}
            maxLength={20}
            disabled={archive.readOnly}
            onChange={(event) => setFonds(event.target.value)}
          />
          <p className="m-note">{t('library.fondsNote')}</p>
        </div>
        <span className="form-label">{t('library.folder')}</span>
        <span className="form-value m-selectable">{archive.path}</span>
        <WatchSetting readOnly={archive.readOnly} />
      </div>
    </Dialog>
  );
}
