import { textWidthPt } from './fonts.ts';
import { pointsPerMm } from './paper.ts';
import type { Mark } from './paper.ts';

/**
 * A round official seal: ring, star, and the unit's name along the upper arc, read from the
 * centre. 42 mm across, as seals of township bodies are.
 */
export function sealMarks(unit: string, centreMm: readonly [number, number]): readonly Mark[] {
  const outerRadiusMm = 20.5;
  const [x, y] = centreMm;
  return [
    { kind: 'ring', centreMm, radiusMm: outerRadiusMm, thicknessMm: 1.2, ink: 'seal' },
    { kind: 'star', centreMm: [x, y], radiusMm: 6.4, ink: 'seal' },
    ...arcText(unit, centreMm, outerRadiusMm),
  ];
}

function arcText(
  unit: string,
  [x, y]: readonly [number, number],
  outerRadiusMm: number,
): readonly Mark[] {
  const characters = [...unit];
  const sizePt = characters.length > 10 ? 13.5 : 15.5;
  const baselineRadiusMm = outerRadiusMm - 1.9 - sizePt * 0.8 * (25.4 / 72);
  const stepDegrees = Math.min(32, 250 / Math.max(1, characters.length - 1));
  return characters.map((text, index) => {
    const turnDegrees = (index - (characters.length - 1) / 2) * stepDegrees;
    const angle = (turnDegrees * Math.PI) / 180;
    const halfMm = textWidthPt('song', text, sizePt) / 2 / pointsPerMm;
    return {
      kind: 'text',
      text,
      xMm: x + Math.sin(angle) * baselineRadiusMm - Math.cos(angle) * halfMm,
      baselineMm: y - Math.cos(angle) * baselineRadiusMm - Math.sin(angle) * halfMm,
      sizePt,
      face: 'song',
      ink: 'seal',
      turnDegrees,
    };
  });
}
