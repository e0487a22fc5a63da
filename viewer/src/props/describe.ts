/** One short line about what a prop is doing, from its truth. */
import type { Truth } from '../live/view.ts';

/** `62 %` for a position from 0 to 1. */
export function percent(value: unknown): string {
  return typeof value === 'number' ? `${Math.round(value * 100)} %` : '–';
}

/** The state of a prop in words. */
export function describeTruth(model: string, truth: Truth | undefined): string {
  if (truth === undefined) return 'not reported';
  const moving = typeof truth.speed === 'number' && truth.speed !== 0 ? ', moving' : '';
  switch (model) {
    case 'lever':
      return truth.blocked === true ? 'held' : truth.pulled === true ? 'pulled' : 'at rest';
    case 'door':
      return truth.open === true ? `open ${percent(truth.position)}` : 'closed';
    case 'maglock':
      return truth.holding === true ? 'holding' : 'released';
    case 'travel':
      return truth.overtravel === true ? 'past its end stop' : `at ${percent(truth.position)}${moving}`;
    case 'linear':
      return `at ${percent(truth.position)}${moving}`;
    case 'valve':
      return `open ${percent(truth.position)}`;
    case 'lamp':
      return truth.level === 0 ? 'dark' : `lit ${percent(truth.level)}`;
    case 'load':
      return truth.on === true ? 'on' : 'off';
    case 'needle':
      return `${String(truth.steps)} steps${truth.moving === true ? ', moving' : ''}`;
    case 'button':
    case 'estop':
    case 'egress':
      return truth.pressed === true ? 'pressed' : 'not pressed';
    case 'ir_target':
      return `${String(truth.hits ?? 0)} hits`;
    case 'flame':
      return truth.temperature_k === 0 ? 'no light' : `${String(truth.temperature_k)} K`;
    case 'crank':
      return `${String(truth.counts ?? 0)} counts`;
    case 'plug':
      return truth.plugged === true ? `raw ${String(truth.raw)}` : 'empty';
    case 'haze':
      return `${percent(truth.density)} haze${truth.fogging === true ? ', fogging' : ''}`;
    default:
      return Object.entries(truth)
        .slice(0, 3)
        .map(([key, value]) => `${key} ${String(value)}`)
        .join(', ');
  }
}
