import { Select } from 'antd';
import { useState } from 'react';
import type { BinderRecipe } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { bytes, t } from '../i18n/index.ts';
import { changeRecipe } from './binder-state.ts';

/** How many dots pictures keep; what each choice comes to is told once the list has been opened. */
export function ImageOption({ recipe }: { readonly recipe: BinderRecipe }): React.ReactElement {
  const [opened, setOpened] = useState(false);
  const { imageDpi, selection } = recipe;
  const { data, error } = useCall(
    'binder.estimate',
    { selection },
    { enabled: opened || imageDpi !== null, tables: ['document', 'part'], keep: false },
  );
  const sizes = data ? { asIs: data.asIs, 200: data.at200, 150: data.at150 } : null;
  const chosen = sizes?.[imageDpi ?? 'asIs'];
  const label = (name: string, size: number | undefined): string =>
    size === undefined ? name : `${name} · ${t('binder.about', { size: bytes(size) })}`;
  return (
    <div className="binder-option">
      <span id="binder-images">{t('binder.images')}</span>
      <div>
        <Select
          aria-label={t('binder.images')}
          style={{ width: '100%' }}
          value={imageDpi ?? 0}
          options={[
            { value: 0, label: label(t('binder.imagesAsIs'), sizes?.asIs) },
            { value: 200, label: label(t('binder.imagesAt', { dpi: 200 }), sizes?.[200]) },
            { value: 150, label: label(t('binder.imagesAt', { dpi: 150 }), sizes?.[150]) },
          ]}
          onOpenChange={(open) => open && setOpened(true)}
          onChange={(value) =>
            changeRecipe({ imageDpi: value === 200 || value === 150 ? value : null })
          }
        />
        {imageDpi !== null && chosen === undefined && error === undefined && (
          <p className="m-note">{t('binder.imagesTrying')}</p>
        )}
        {imageDpi !== null && <p className="m-note">{t('binder.imagesHelp')}</p>}
      </div>
    </div>
  );
}
