import { createContext } from 'svelte';
import { on } from 'svelte/events';

export const themeWords = { system: 'Match my device', day: 'Day', night: 'Night' } as const;
export type ThemeChoice = keyof typeof themeWords;

/** Day or night. theme.js sets it for the first paint; this class from then on. */
export class Theme {
  #device = matchMedia('(prefers-color-scheme: dark)');
  choice = $state<ThemeChoice>('system');

  constructor() {
    const stored = localStorage.getItem('theme');
    if (stored === 'day' || stored === 'night') this.choice = stored;
    on(this.#device, 'change', () => this.#show());
    this.#show();
  }

  choose(choice: ThemeChoice) {
    this.choice = choice;
    if (choice === 'system') localStorage.removeItem('theme');
    else localStorage.setItem('theme', choice);
    this.#show();
  }

  #show() {
    const shown = this.choice === 'system' ? (this.#device.matches ? 'night' : 'day') : this.choice;
    document.documentElement.dataset.theme = shown;
    const paper = getComputedStyle(document.documentElement).getPropertyValue('--paper');
    document.querySelector('meta[name=theme-color]')?.setAttribute('content', paper);
  }
}

export const [useTheme, provideTheme] = createContext<Theme>();
