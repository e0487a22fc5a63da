/** `understudy`: reads the command line and hands over to one command. */
import { availableParallelism } from 'node:os';
import { Command, Option } from 'commander';
import pc from 'picocolors';
import { decimal, whole } from './arguments.ts';
import { addCampaign } from './campaign/command.ts';
import { EXIT, Failure } from './failure.ts';
import { addScenario } from './scenario/command.ts';

function program(): Command {
  const understudy = new Command('understudy')
    .description('Runs rooms of physical effects against their real controllers or their understudies.')
    .version('0.1.0')
    .showHelpAfterError('(--help lists the commands and options)')
    // An option belongs to the command that it follows, though another on the way has one of the same name.
    .enablePositionalOptions()
    .exitOverride((error) => {
      process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
      throw error;
    });

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
      const { start } = await import('./commands/start.ts');
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
      const { play } = await import('./commands/play.ts');
      process.exitCode = await play(room, options);
    });

  understudy
    .command('view')
    .description('the page of a recording, without an engine; opens at the first violation')
    .argument('<recording>', 'an MCAP file, as --record writes it')
    .option('--port <port>', 'of the page (0: any free one)', whole(0, 65535), 0)
    .option('--at <seconds>', 'where to open it, in seconds from power-on', decimal(0, 86_400))
    .option('--room <room>', 'whose scene is shown (default: the room that the recording names)')
    .action(async (recording: string, options) => {
      const { view } = await import('./commands/view.ts');
      process.exitCode = await view(recording, options);
    });

  understudy
    .command('export')
    .description('the journal of a live game as a recording, for view, Lichtblick and Foxglove')
    .argument('<journal>', "a journal's folder or file, as start writes it")
    .requiredOption('--mcap <file>', 'the recording to write')
    .option('--room <folder>', "the room's folder (default: the room that the journal names)")
    .action(async (journal: string, options) => {
      const { exportJournal } = await import('./commands/export.ts');
      process.exitCode = await exportJournal(journal, options);
    });

  understudy
    .command('replay')
    .description('runs a journal again and compares hash and outbox, byte for byte')
    .argument('<journal>', "a journal's folder or file, as start writes it")
    .option('--room <folder>', "the room's folder (default: the room that the journal names)")
    .option('--json', 'the result as JSON on standard output')
    .action(async (journal: string, options) => {
      const { replay } = await import('./commands/replay.ts');
      process.exitCode = await replay(journal, options);
    });

  understudy
    .command('mutants')
    .description('plants defects, one at a time, and shows in how many random games each is caught')
    .option('--seed <n>', 'of the games', whole(0, 0xffffffff), 1)
    .option('--jobs <n>', 'processes at once', whole(1, 64), availableParallelism())
    .addOption(
      new Option('--where <place>', 'only those of one place').choices([
        'engine',
        'firmware',
        'network',
        'world',
        'room',
      ]),
    )
    .option('--only <ids>', 'only these, separated by commas')
    .option('--out <file>', 'writes the report as JSON into a file')
    .option('--json', 'the report as JSON on standard output')
    .action(async (options) => {
      const { mutants } = await import('./commands/mutants.ts');
      process.exitCode = await mutants(options);
    });

  understudy
    .command('room')
    .description("work on a room's files")
    .command('check')
    .description('every error of a room, with file, line, what was expected and what was seen')
    .argument('<folder>', "a room's folder, or its name in rooms/")
    .option('--json', 'the problems as JSON on standard output')
    .action(async (folder: string, options) => {
      const { roomCheck } = await import('./commands/room-check.ts');
      process.exitCode = await roomCheck(folder, options);
    });

  addCampaign(understudy);
  addScenario(understudy);
  return understudy;
}

try {
  await program().parseAsync();
} catch (error) {
  if (error instanceof Failure) {
    console.error(`${pc.red(error.code)} ${error.message}`);
    process.exitCode = error.exitCode;
  } else if (!(error instanceof Error && error.name === 'CommanderError')) {
    throw error;
  }
}
