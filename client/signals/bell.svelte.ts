import { on } from 'svelte/events';

const place = 'bell-volume';
const loudest = 100;
/** Two notes, a third apart, one after the other: seconds from the beginning, and hertz. */
const notes = [
  { at: 0, hertz: 523.25 },
  { at: 0.55, hertz: 659.25 },
];
const noteLasts = 1.1;
const timeoutMs = 300;

/** The only sound of the application. */
export class Bell {
  volume = $state(Number(localStorage.getItem(place) ?? 60));
  /** True until the browser allows sound, which needs a touch. */
  silenced = $state(true);
  #context: AudioContext | undefined;
  #suspending: ReturnType<typeof setTimeout> | undefined;

  choose(volume: number) {
    this.volume = Math.min(loudest, Math.max(0, volume));
    localStorage.setItem(place, String(this.volume));
  }

  /** Waits for the touch that allows sound. Returns a function that stops. */
  waitForTouch(): () => void {
    if (navigator.userActivation?.hasBeenActive) void this.#try();
    const stops = ['click', 'keyup'].map((touch) =>
      on(window, touch, () => this.silenced && void this.#try(), { capture: true }),
    );
    return () => stops.forEach((stop) => stop());
  }

  /** Plays for less than two seconds. */
  async ring() {
    const context = await this.#wake();
    if (context.state !== 'running' || this.volume === 0) return;
    for (const { at, hertz } of notes) sound(context, context.currentTime + at, hertz, this.volume / loudest);
    clearTimeout(this.#suspending);
    this.#suspending = setTimeout(() => void context.suspend(), 2_000);
  }

  /** Checks for permission without playing, and releases the audio device between rings. */
  async #try() {
    await (await this.#wake()).suspend();
  }

  async #wake(): Promise<AudioContext> {
    const context = (this.#context ??= new AudioContext());
    // Some browsers settle this promise only after a touch.
    if (context.state !== 'running') await Promise.race([context.resume().catch(() => {}), rest(timeoutMs)]);
    this.silenced = context.state !== 'running';
    return context;
  }
}

export const bell = new Bell();

const rest = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/** One note with a soft attack and decay. */
function sound(context: AudioContext, at: number, hertz: number, loudness: number) {
  const [tone, swell] = [context.createOscillator(), context.createGain()];
  tone.type = 'sine';
  tone.frequency.value = hertz;
  swell.gain.setValueAtTime(0.0001, at);
  swell.gain.exponentialRampToValueAtTime(Math.max(0.001, 0.5 * loudness), at + 0.06);
  swell.gain.exponentialRampToValueAtTime(0.0001, at + noteLasts);
  tone.connect(swell).connect(context.destination);
  tone.start(at);
  tone.stop(at + noteLasts);
}
