import type { MenuProps } from 'antd';
import type { OpenArchive } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { closeArchive } from './open-archive.ts';
import { client, session } from './session.ts';
import { attempt, goTo, shell } from './shell-state.ts';

/** What can be done with an archive as a whole. */
export function archiveMenu(archive: OpenArchive): MenuProps {
  return {
    items: [
      { key: 'path', label: <span className="m-note">{archive.path}</span>, disabled: true },
      { type: 'divider' },
      { key: 'new', label: t('app.newArchive') },
      { key: 'open', label: t('app.switchArchive') },
      { type: 'divider' },
      // A browser cannot say where to; the command line can (mingce backup).
      ...(session.get().program?.host === 'desktop'
        ? [{ key: 'backup', label: t('app.backupNow') }]
        : []),
      { key: 'verify', label: t('app.verifyNow') },
      { type: 'divider' },
      { key: 'close', label: t('app.closeArchive') },
    ],
    onClick: ({ key }) => {
      if (key === 'new') shell.set({ dialog: 'new-archive' });
      if (key === 'open') shell.set({ dialog: 'open-archive' });
      if (key === 'backup') void attempt(client.call('keeping.backup', {}));
      if (key === 'verify') {
        void attempt(client.call('keeping.verify', {}));
        goTo('overview');
      }
      if (key === 'close') void attempt(closeArchive());
    },
  };
}
