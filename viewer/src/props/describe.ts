/** One short line about what a prop is doing, from its truth. */
import { EFFECT_NAMES, litPixels } from '../live/effects.ts';
import type { Truth } from '../live/view.ts';

/** `62 %` for a position from 0 to 1. */
export function percent(value: unknown): string {
  return typeof value === 'number' ? `${Math.round(value * 100)} %` : '–';
}

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** `pixels 100 %, 14 lit`, `solid 40 % #ff8000`, `dark`. */
function stripWords(truth: Truth): string {
  const effect = EFFECT_NAMES[numberOf(truth.effect)] ?? 'off';
  if (effect === 'off' || numberOf(truth.brightness) === 0) return 'dark';
  const shown = `${effect} ${percent(numberOf(truth.brightness) / 255)}`;
  if (effect === 'pixels') return `${shown}, ${litPixels(truth)} lit`;
  const told = numberOf(truth.color);
  return effect === 'bands' || told === 0 ? shown : `${shown} #${told.toString(16).padStart(6, '0')}`;
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
    case 'dmx_fog': {
      const fan = typeof truth.fan === 'number' && truth.fan > 0 ? `, fan ${percent(truth.fan)}` : '';
      const machine = truth.fogging === true ? ', fogging' : truth.ready === true ? ', ready' : ', cold';
      return `${percent(truth.density)} haze${machine}${fan}`;
    }
    case 'switch':
      return truth.on === true ? 'on' : 'off';
    case 'selector':
      return truth.place === 0 ? 'between two places' : `at place ${String(truth.place)}`;
    case 'reader':
      return truth.present === true ? `tag ${String(truth.tag)}` : 'no tag';
    case 'sprung':
      return truth.position === 0 ? 'shut' : `open ${percent(truth.position)}`;
    case 'rotor':
      return truth.turning === true ? `turning, ${Math.round(numberOf(truth.speed))} steps/s` : 'still';
    case 'servo':
      return `at ${Math.round(numberOf(truth.angle_deg))}°${truth.moving === true ? ', moving' : ''}`;
    case 'strip':
      return stripWords(truth);
    default:
      return Object.entries(truth)
        .slice(0, 3)
        .map(([key, value]) => `${key} ${String(value)}`)
        .join(', ');
  }
}
