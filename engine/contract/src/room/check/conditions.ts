/** Checks of conditions: devices, published properties and the values that they can have, objectives. */
import type { PropertyType } from '../../driver.ts';
import { describe } from '../../validate/parameters.ts';
import type { Condition, Scalar } from '../condition.ts';
import type { Reporter } from './catalogue.ts';
import type { RoomIndex } from './room-index.ts';

type Path = readonly (string | number)[];

export function checkCondition(index: RoomIndex, condition: Condition, path: Path, report: Reporter): void {
  if ('all' in condition) checkEach(index, condition.all, [...path, 'all'], report);
  else if ('any' in condition) checkEach(index, condition.any, [...path, 'any'], report);
  else if ('not' in condition) checkCondition(index, condition.not, [...path, 'not'], report);
  else if ('heldFor' in condition) {
    checkCondition(index, condition.heldFor.condition, [...path, 'heldFor', 'condition'], report);
  } else if ('within' in condition) {
    checkCondition(index, condition.within.condition, [...path, 'within', 'condition'], report);
  } else if ('count' in condition) {
    checkCondition(index, condition.count.condition, [...path, 'count', 'condition'], report);
  } else if ('sequence' in condition)
    checkEach(index, condition.sequence.steps, [...path, 'sequence', 'steps'], report);
  else if ('objective' in condition) {
    if (!index.objectives.has(condition.objective)) {
      report.unknown('UNKNOWN_OBJECTIVE', [...path, 'objective'], condition.objective, index.objectives);
    }
  } else if ('online' in condition) checkDevice(index, condition.device, path, report);
  else if ('equals' in condition) {
    checkEquals(index, condition.device, condition.property, condition.equals, path, report);
  } else {
    // above, below and grown
    checkNumber(index, condition.device, condition.property, path, report, 'property');
  }
}

/** `device.property` is a number, to be compared with a bound. */
export function checkNumber(
  index: RoomIndex,
  device: string,
  property: string,
  path: Path,
  report: Reporter,
  propertyStep?: string,
): void {
  const at = propertyStep === undefined ? path : [...path, propertyStep];
  const type = checkProperty(index, device, property, at, path, report);
  if (type === undefined || type === 'integer' || type === 'deci') return;
  report.add('PROPERTY_TYPE', at, 'a number to compare with', typeName(type));
}

/** `device.property equals value`, for conditions, for WAIT_STATE_EQUALS (its pointer is the step) and for ready conditions. */
export function checkEquals(
  index: RoomIndex,
  device: string,
  property: string,
  value: Scalar,
  path: Path,
  report: Reporter,
  propertyStep = 'property',
  valueStep = 'equals',
): void {
  const type = checkProperty(index, device, property, [...path, propertyStep], path, report);
  if (type === undefined || fits(type, value)) return;
  report.add('PROPERTY_TYPE', [...path, valueStep], typeName(type), describe(value));
}

function checkEach(index: RoomIndex, conditions: readonly Condition[], path: Path, report: Reporter): void {
  conditions.forEach((condition, at) => {
    checkCondition(index, condition, [...path, at], report);
  });
}

function checkDevice(index: RoomIndex, device: string, path: Path, report: Reporter): boolean {
  if (index.devices.has(device)) return true;
  report.unknown('UNKNOWN_DEVICE', [...path, 'device'], device, index.devices.keys());
  return false;
}

function checkProperty(
  index: RoomIndex,
  device: string,
  property: string,
  propertyPath: Path,
  path: Path,
  report: Reporter,
): PropertyType | undefined {
  if (!checkDevice(index, device, path, report)) return undefined;
  const properties = index.devices.get(device)?.properties ?? new Map<string, PropertyType>();
  const type = properties.get(property);
  if (type === undefined) report.unknown('UNKNOWN_PROPERTY', propertyPath, property, properties.keys());
  return type;
}

function fits(type: PropertyType, value: Scalar): boolean {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isInteger(value);
    case 'deci':
      return typeof value === 'number';
    case 'color':
      return typeof value === 'string' && /^#[0-9a-f]{6}$/.test(value);
    default:
      return typeof value === 'string' && type.includes(value);
  }
}

function typeName(type: PropertyType): string {
  if (type === 'boolean') return 'true or false';
  if (type === 'integer') return 'an integer';
  if (type === 'deci') return 'a number';
  return type === 'color' ? '"#rrggbb"' : `one of ${type.join(', ')}`;
}
