import type { Room } from '@understudy/contract';
import { CommandEnds } from './command-ends.ts';
import { CleanContract, Fencing, MatchedAcks, RisingSequence } from './command-stream.ts';
import { EgressRelease } from './egress-release.ts';
import { EndStops } from './end-stops.ts';
import { EngineClock } from './engine-clock.ts';
import { EstopDropOut } from './estop-drop-out.ts';
import { ExclusiveOutputs } from './exclusive-outputs.ts';
import { InterlockKept } from './interlock-kept.ts';
import type { Invariant } from './invariant.ts';
import { LegalPath } from './legal-path.ts';
import { ObservedCompletion } from './observed-completion.ts';
import { OnTimeCap } from './on-time-cap.ts';
import { indexRoom } from './room-index.ts';
import { SafetyFirst } from './safety-first.ts';
import { SingleEffect } from './single-effect.ts';

/** Every invariant that a run without faults is held to, made new: an invariant watches one run. */
export function invariantsFor(room: Room): Invariant[] {
  const index = indexRoom(room);
  return [
    new EstopDropOut(index),
    new EgressRelease(index),
    new SafetyFirst(index),
    new ExclusiveOutputs(index),
    new InterlockKept(room),
    new OnTimeCap(index),
    new EndStops(),
    new SingleEffect(),
    new CommandEnds(index),
    new RisingSequence(),
    new CleanContract(),
    new ObservedCompletion(index),
    new Fencing(),
    new MatchedAcks(),
    new LegalPath(room.graph),
    new EngineClock(),
  ];
}
