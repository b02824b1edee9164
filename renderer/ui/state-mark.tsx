import './state-mark.css';
import { layerPath, stateLayers, type MarkState } from './state-shapes.ts';

const origin = [{ x: 0, y: 0 }];

/** The sign of a state. With `label` it speaks; without, the words beside it do. */
export function StateMark(props: {
  readonly state: MarkState;
  readonly size?: number;
  readonly label?: string;
}) {
  const { state, size = 16, label } = props;
  return (
    <svg
      className="m-state"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      {stateLayers(state).map((layer) => (
        <path key={layer.look} className={`m-state-${layer.look}`} d={layerPath(layer, origin)} />
      ))}
    </svg>
  );
}
