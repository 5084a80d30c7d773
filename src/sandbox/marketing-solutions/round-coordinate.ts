const decimals = 5;

/**
 * A coordinate as the API stores it: five decimals, halves away from zero. It is rounded as the
 * decimal that it is written as, so that 1.000005 is a half although its double lies below.
 */
export function roundCoordinate(degrees: number): number {
  const size = Math.abs(degrees);
  if (size < 1e-6) return 0;
  const rounded = Number(`${Math.round(Number(`${size}e${decimals}`))}e-${decimals}`);
  return degrees < 0 ? -rounded : rounded;
}
