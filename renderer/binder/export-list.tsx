import { FileText } from 'lucide-react';
import { useState } from 'react';
import { useCall } from '../app/data.ts';
import { session } from '../app/session.ts';
import { useStore } from '../app/store.ts';
import { bytes, moment, t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { iconProps } from '../ui/marks.tsx';
import { VolumeActions } from './volume-actions.tsx';
import { useEffect } from 'react';

const shownAtFirst = 4;

/** Volumes exported before, newest first. */
export function ExportList(): React.ReactElement {
  const exports = useCall('binder.exports', {});
  const [all, setAll] = useState(false);
  const finished = useStore(
    session,
    (state) =>
      state.jobs.filter(
        ({ kind, state: at }) => (kind === 'binder' || kind === 'export') && at === 'done',
      ).length,
  );
  const { refetch } = exports;
  useEffect(refetch, [finished, refetch]);
  const volumes = exports.data?.volumes ?? [];
  const shown = all ? volumes : volumes.slice(0, shownAtFirst);
  return (
    <section>
      <h2>{t('binder.exports')}</h2>
      {volumes.length === 0 && <p className="m-note">{t('binder.noExports')}</p>}
      <ul className="binder-volumes">
        {shown.map((volume) => (
          <li key={volume.name}>
            <FileText {...iconProps} />
            <span className="binder-volume-name" title={volume.name}>
              {volume.name}
            </span>
            <span className="m-note">
              {[
                moment(volume.at),
                ...(volume.pages === null ? [] : [t('binder.pages', { count: volume.pages })]),
                bytes(volume.bytes),
              ].join(' · ')}
            </span>
            <VolumeActions name={volume.name} />
          </li>
        ))}
      </ul>
      {shown.length < volumes.length && (
        <Button look="link" onClick={() => setAll(true)}>
          {t('binder.moreExports', { count: volumes.length - shown.length })}
        </Button>
      )}
    </section>
  );
}
