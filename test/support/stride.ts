/**
 * How far apart the points are at which a run is struck or a file is damaged, and how many times fewer the
 * worlds are that are tried: all of them with `npm run thorough`, a part of them in the tests of every day.
 */
export function stride(usual: number): number {
  return process.env['THOROUGH'] === '1' ? 1 : usual;
}
