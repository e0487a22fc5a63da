/** `hil serve`. A command's code is loaded when it runs. */
import type { Command } from 'commander';
import { whole } from './arguments.ts';

export function addHilServe(hil: Command): void {
  hil
    .command('serve')
    .description('the operator page: scan a board, flash it, test it, PASS or FAIL; on this machine alone')
    .option('--port <port>', 'of the page (0: any free one)', whole(0, 65535), 4610)
    .option('--room <room>', 'a room of rooms/, or a folder', 'clockwork')
    .option('--hardware-map <file>', 'the benches of this machine (default: emulated ones)')
    .option('--image <file>', 'what is flashed into the boards of the map')
    .option('--allow-unsigned <reason>', 'take an image without a signature; the reason is kept')
    .option('--history <folder>', "of the boards' histories (default: that of hil test)")
    .addHelpText(
      'after',
      '\nExamples:\n  understudy hil serve\n  understudy hil serve --hardware-map hardware-map.yml --image teensy.hex',
    )
    .action(async (options) => {
      const { hilServe } = await import('../commands/hil-serve.ts');
      process.exitCode = await hilServe(options);
    });
}
