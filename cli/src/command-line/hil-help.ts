/** What the commands of the bench have in common on the command line. */
export const PLATFORMS = ['wasm', 'qemu-m7', 'teensy41', 'esp32'];
export const EXIT_CODES =
  '\nExit code: 0 pass; 1 fail; 2 configuration; 3 infrastructure: the bench, not the board; 42 time-out.';
export const examples = (...lines: readonly string[]): string =>
  `\nExamples:\n${lines.map((line) => `  understudy hil ${line}`).join('\n')}`;
