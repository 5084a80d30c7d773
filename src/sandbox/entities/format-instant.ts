import type { Variants } from '../variants.ts';

/**
 * An instant as the API prints it: with zero to seven digits of a fraction, chosen by `salt`, and
 * a zone that may be spelled either way.
 */
export function formatInstant(now: number, salt: number, variant: Variants['timestamps']): string {
  const [seconds = '', fraction = ''] = new Date(now).toISOString().replace('Z', '').split('.');
  if (variant === 'unzoned') return `${seconds}.${fraction.slice(0, 2)}`;
  switch (salt % 4) {
    case 0:
      return `${seconds}.${fraction.slice(0, 2)}Z`;
    case 1:
      return `${seconds}.${fraction}6667Z`;
    case 2:
      return `${seconds}.${fraction}Z`;
    default:
      return `${seconds}.${fraction}0000+00:00`;
  }
}
