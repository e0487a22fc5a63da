/** The parts of the contract page that are prose. Facts that the code has come from the code (contract-page.ts). */

export const INTRODUCTION = `# The contract

Generated from \`engine/contract\` by \`npm run generate\`. Do not edit.

The one agreement between the engine and every controller, real or simulated. Messages are JSON in UTF-8 over MQTT; each carries \`schema\` and \`room_id\`. Names of members end in their unit: \`_ms\` milliseconds, \`_unix_ms\` milliseconds since 1970. A device's clock is for reading only: liveness is judged by arrival, in the engine's own time.

There are two profiles, and the engine takes both. In the **controller profile** one connection, one heartbeat and one presence stand for all devices that a controller hosts; in the **device profile** of older firmware each device has its own. The firmware of this repository uses the controller profile.

Members that this page does not name are ignored, so that a newer sender can talk to an older receiver; they are not signed and have no effect. Requests of people's tools (Dispatch, Control) are the exception: there an unknown member is an error, for a misspelt one would silently change what was asked.`;

export const SIGNING = `## Signing

\`auth.alg\` is \`HMAC-SHA256\`; \`mac_hex\` holds 64 lower-case hexadecimal digits and is compared in constant time. The MAC covers lines \`name=value\`, joined by a line feed, with none at the end, in this order: schema, room_id, device_id, command_id, correlation_id, sequence, issued_at_unix_ms, action, safety_class, parameters, and epoch if the command carries one. \`auth.kid\` names the key and is not signed.

**Sign what you send.** The sender writes \`parameters\` into the payload in canonical form (RFC 8785: keys sorted by UTF-16 code units at every level, no white space, numbers as ECMAScript writes them) and signs those bytes. The receiver runs the MAC over the bytes of \`parameters\` as they arrived, and over \`{}\` when there are none. Nobody has to format a number the way somebody else does.`;

export const CHECKS = `## Order of checks on a controller

Every implementation gives the same answer to the same bytes. The reference is \`engine/contract/src/validate/check-command.ts\`.

1. **BAD_SCHEMA**: the message is retained; it is not one JSON object in UTF-8 (a duplicate key, an escaped lone surrogate or a control character in a string is no JSON here); it is over a limit (the outermost object is level one; keys of all levels count together); \`schema\` is not \`v8\`; a field is missing or mistyped. \`sequence\`, \`issued_at_unix_ms\` and \`epoch\` are digits alone: no sign, fraction or exponent. UUIDs are 8-4-4-4-12 hexadecimal digits of either case and any version. SET needs a string \`op\` in \`parameters\`. \`auth\`, if there, is an object with strings \`alg\` and \`mac_hex\`, and perhaps \`kid\`. Names and words may be written with escapes; the MAC covers their values, and of \`parameters\` the bytes.
2. **BAD_ROOM**, then 3. **BAD_DEVICE**: the payload names another room, or another device than its topic.
4. **AUTH_INVALID**: no \`auth\`, another algorithm, or a MAC that is not exactly the right one.
5. **STALE_EPOCH**: the epoch (0 when absent) is below the highest accepted one. From here on it counts as accepted.
6. A **known** \`command_id\` (accepted before, or refused by checks 8 to 11) is acknowledged again with its last status, and nothing else happens.
7. **STALE_SEQUENCE**: not above the last accepted sequence of this epoch. A higher epoch starts over.
8. **UNSUPPORTED_ACTION**, then 9. **INVALID_PARAMS**: the operation is unknown; a parameter is missing (and has no default), out of range, mistyped or unknown. An integer is written in digits alone.
10. **SAFETY_BLOCKED**, then 11. **BUSY**.

What fails before check 5 changes nothing but counters. A refusal is acknowledged when the payload is a readable object whose \`command_id\` and \`correlation_id\` are UUIDs, whatever else is wrong; otherwise it is only counted.`;

export const RULES = `## Rules that both sides keep

- A controller drives its safe state before it publishes anything. FAULT and E_STOP latch safe outputs. Without the engine's heartbeat for longer than its limit it goes to its safe idle.
- A command is executed once at most, however often it arrives.
- ACCEPTED leaves within 50 ms and before the effect begins. COMPLETED means that the effect was observed; a device without feedback completes when its output has been driven for its settle time. What was accepted and cannot finish is FAILED, with a reason.
- Acknowledgements and states carry the device's real safety state.
- A motion ends at its limit switch by the controller's own decision, within one control period, and by time-out under any single failure of a sensor.
- Each side refuses what is unsafe even where the other would allow it.
- CRITICAL commands leave the engine only for a device that has been seen, is online and SAFE, in an armed room.
- The engine's epoch rises with every start that takes control, so that two engines can never both move a room.
- A retry happens only before ACCEPTED; every command ends.`;

export const ROOM_FILES_TEXT = `## Room files

A room is a folder: \`room.yaml\`, \`graph.yaml\`, \`objectives.yaml\`, \`rules.yaml\`, \`controllers/<controller>.yaml\`, \`physics/<controller>.yaml\` and \`players/<player>.yaml\`. Editors check and complete them by the JSON Schemas in \`rooms/schemas\`. A device's id on the wire is \`<controller>_<key>\`.`;
