import { number } from '../i18n/index.ts';

/** 250 hundredths are 2.5 points. */
export const pointsWords = (hundredths: number): string => number(hundredths / 100);
