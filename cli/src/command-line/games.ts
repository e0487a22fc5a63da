/** Playing: `start` and `play`. A command's code is loaded when it runs. */
import { type Command, Option } from 'commander';
import { decimal, whole } from './arguments.ts';

export function addGames(understudy: Command): void {
  understudy
    .command('start')
    .description('engine, embedded broker, twin and page; prints one URL')
    .argument('[room]', 'a room of rooms/, or a folder', 'clockwork')
    .option('--port <port>', 'of the page and the API (0: any free one)', whole(0, 65535), 4600)
    .option('--mqtt-port <port>', 'of the embedded broker (0: any free one)', whole(0, 65535), 1884)
    .option('--seed <n>', 'of noise, bounces and ids', whole(0, 0xffffffff), 1)
    .option('--speed <factor>', "of the twin's clock", decimal(0.1, 100), 1)
    .option('--runs <folder>', 'where journals go', 'runs')
    .option('--autostart', 'start the game at once')
    .addOption(
      new Option('--player <kind>', 'who works the props beside you (default: nobody)').choices(['solver', 'random']),
    )
    .action(async (room: string, options) => {
      const { start } = await import('../commands/start.ts');
      process.exitCode = await start(room, options);
    });

  understudy
    .command('play')
    .description('a whole game in virtual time by a player who works the props, not the engine')
    .argument('<room>', 'a room of rooms/, or a folder')
    .option('--seed <n>', 'of the player, noise, bounces and ids', whole(0, 0xffffffff), 1)
    .addOption(new Option('--player <kind>', 'who plays').choices(['solver', 'random']).default('solver'))
    .option('--max-minutes <n>', "game time after which the run ends (default: the room's)", decimal(0.1, 24 * 60))
    .option('--json', 'the report as JSON on standard output')
    .action(async (room: string, options) => {
      const { play } = await import('../commands/play.ts');
      process.exitCode = await play(room, options);
    });
}
