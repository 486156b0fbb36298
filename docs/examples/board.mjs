// Joins tonight's shift as somebody, and prints the board whenever it changes:
//   ALONGSIDE_PASSWORD=… node docs/examples/board.mjs https://alongside.example.org ana@example.org
// The password is not on the command line, where others on the machine could read it. Ctrl-C leaves.
import { randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';

const [address, email] = process.argv.slice(2);
const { ALONGSIDE_PASSWORD: password, ALONGSIDE_ORIGIN: origin = new URL(address).origin } = process.env;
const signedIn = await fetch(new URL('/api/sign-in', address), {
  method: 'POST',
  headers: { 'content-type': 'application/json', origin },
  body: JSON.stringify({ email, password }),
});
const { person, message = 'This sign-in needs a second step, which is left out here.' } =
  await signedIn.json();
if (!person) throw new Error(message);
const cookie = signedIn.headers.getSetCookie().map((one) => one.split(';')[0]);

/** Every row by its id, in the list that a welcome has it in. Of two versions the higher one is kept, whichever came first. */
const board = { shifts: new Map(), presences: new Map(), calls: new Map() };
const keep = (list, row) => {
  if ((board[list].get(row.id)?.version ?? 0) < row.version) board[list].set(row.id, row);
};

let since = 0;
let joined;
const socket = io(address, {
  auth: (give) => give({ since, protocol: 2 }),
  extraHeaders: { cookie: cookie.join('; '), origin },
  transports: ['websocket'],
});
socket.on('connect_error', ({ message }) => console.error(`No connection: ${message}`));
socket.on('welcome', async (welcome) => {
  if (welcome.since === 0) for (const rows of Object.values(board)) rows.clear();
  for (const list of Object.keys(board)) for (const row of welcome[list]) keep(list, row);
  since = welcome.version;
  const isMine = ({ places }) => places.some(({ personId }) => personId === person.id);
  const isOn = (shift) => Date.parse(shift.startsAt) <= welcome.now && welcome.now < Date.parse(shift.endsAt);
  const shift = [...board.shifts.values()].find((one) => isMine(one) && isOn(one));
  if (!shift) return console.error('There is no shift of yours at this hour.');
  if (joined !== shift.id) {
    const reply = await socket.emitWithAck('presence:join', { commandId: randomUUID(), shiftId: shift.id });
    if (!reply.ok) return console.error(reply.message);
    joined = shift.id;
  }
  print();
});
for (const list of Object.keys(board))
  socket.on(`${list.slice(0, -1)}:changed`, (row) => (keep(list, row), joined && print()));

function print() {
  const there = [...board.presences.values()].filter((one) => one.shiftId === joined && one.leftAt === null);
  const active = [...board.calls.values()].filter((call) => call.state === 'active');
  const sinceOf = (id) => active.find((call) => call.assignedTo === id)?.startedAt;
  const lineOf = ({ firstName, state, personId: id }) =>
    sinceOf(id) ? `${firstName}: on a call since ${sinceOf(id)}` : `${firstName}: ${state}`;
  console.log(there.map(lineOf).sort().join(' | '));
}
