/** `understudy`: reads the command line and hands over to one command. */
import { Command } from 'commander';
import pc from 'picocolors';
import { addCampaign } from './command-line/campaign.ts';
import { addGames } from './command-line/games.ts';
import { addHil } from './command-line/hil.ts';
import { addMutants } from './command-line/mutants.ts';
import { addRecordings } from './command-line/recordings.ts';
import { addRoom } from './command-line/room.ts';
import { addScenario } from './command-line/scenario.ts';
import { EXIT, Failure } from './failure.ts';

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

  addGames(understudy);
  addRecordings(understudy);
  addRoom(understudy);
  addMutants(understudy);
  addCampaign(understudy);
  addScenario(understudy);
  addHil(understudy);
  return understudy;
}

// Whoever reads the output may stop before its end, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  await program().parseAsync();
} catch (error) {
  if (error instanceof Failure) {
    // The terminal is asked, not the environment: a machine that builds sets CI, and reads the code from a pipe.
    const { red } = pc.createColors(process.stderr.hasColors?.() === true);
    console.error(`${red(error.code)} ${error.message}`);
    process.exitCode = error.exitCode;
  } else if (!(error instanceof Error && error.name === 'CommanderError')) {
    throw error;
  }
}
