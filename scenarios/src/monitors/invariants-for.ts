import type { Room } from '@understudy/contract';
import { AnsweredPauses } from './answered-pauses.ts';
import { Bounded } from './bounded.ts';
import { CommandEnds } from './command-ends.ts';
import { CleanContract, Fencing, MatchedAcks, RisingSequence } from './command-stream.ts';
import { Converged } from './converged.ts';
import { DoubtfulSensor } from './doubtful-sensor.ts';
import { EgressRelease } from './egress-release.ts';
import { EndStops } from './end-stops.ts';
import { EngineClock } from './engine-clock.ts';
import { EngineHeard } from './engine-heard.ts';
import { EstopDropOut } from './estop-drop-out.ts';
import { EstopSafeState } from './estop-safe-state.ts';
import { EstopSeen } from './estop-seen.ts';
import { ExclusiveOutputs } from './exclusive-outputs.ts';
import { FailedPath } from './failed-path.ts';
import { JoinsOnce, SolvedOnce } from './fires-once.ts';
import { GameTimer } from './game-timer.ts';
import { InSequence } from './in-sequence.ts';
import { InterlockKept } from './interlock-kept.ts';
import type { Invariant } from './invariant.ts';
import { JoinsComplete } from './joins-complete.ts';
import { LatchCleared, LatchSurvives } from './latch-cleared.ts';
import { LatchKept } from './latch-kept.ts';
import { LegalPath } from './legal-path.ts';
import { NoLivelock } from './livelock.ts';
import { CurrentIntent, OneOwner } from './manual-holds.ts';
import { ObservedCompletion } from './observed-completion.ts';
import { OnTimeCap } from './on-time-cap.ts';
import { OperatorPowers } from './operator-powers.ts';
import { PlacesGivenBack } from './places-given-back.ts';
import { ResetRestartsNothing } from './reset-restarts-nothing.ts';
import { RestoredWhole } from './restored-whole.ts';
import { indexRoom, type RoomIndex } from './room-index.ts';
import { SafetyFirst } from './safety-first.ts';
import { SceneYields } from './scene-yields.ts';
import { SingleEffect } from './single-effect.ts';
import { StaleCommand } from './stale-command.ts';
import { EgressSupervised, SafeIdle } from './supervision.ts';
import { TimeToLive } from './time-to-live.ts';

/**
 * Every invariant that is watched while a run goes on, made new: an invariant watches one run. 29 and a half of 28 are
 * of whole runs (`recovery.ts`). `index`: the room's, for who has it already.
 */
export function invariantsFor(room: Room, index: RoomIndex = indexRoom(room)): Invariant[] {
  return [
    new EstopDropOut(index),
    new EstopSafeState(index),
    new EgressRelease(index),
    new EstopSeen(index),
    new StaleCommand(index),
    new LatchCleared(Object.keys(room.manifest.circuits.estop.buttons)),
    new ResetRestartsNothing(index),
    new LatchSurvives(),
    new LatchKept(index),
    new SafetyFirst(index),
    new OneOwner(index),
    new SceneYields(index),
    new CurrentIntent(index),
    new EgressSupervised(index),
    new SafeIdle(index),
    new EngineHeard(index),
    new ExclusiveOutputs(index),
    new InterlockKept(room),
    new DoubtfulSensor(index),
    new OnTimeCap(index),
    new EndStops(),
    new SingleEffect(),
    new CommandEnds(index),
    new RisingSequence(),
    new InSequence(),
    new CleanContract(index),
    new TimeToLive(),
    new ObservedCompletion(index),
    new Bounded(index),
    new Fencing(),
    new MatchedAcks(),
    new AnsweredPauses(index),
    new LegalPath(index),
    new FailedPath(index),
    new JoinsOnce(index),
    new JoinsComplete(index),
    new NoLivelock(),
    new EngineClock(),
    new GameTimer(),
    new SolvedOnce(index),
    new OperatorPowers(),
    new Converged(),
    new PlacesGivenBack(),
    new RestoredWhole(),
  ];
}
