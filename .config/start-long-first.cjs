/**
 * Starts the files first that start processes, follow pages or damage disks, so that no worker has one of
 * them left when the other is done. Jest knows by itself how long files take, but not in a clean clone,
 * where it goes by their sizes.
 */
const Sequencer = require('@jest/test-sequencer').default;

const isLong = ({ path }) =>
  /[\\/]test[\\/](?:browser|chaos|cli|docs|members|pipelines)[\\/]/u.test(path);

module.exports = class StartLongFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    if (sorted.some(({ duration }) => duration != null)) return sorted;
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
};
