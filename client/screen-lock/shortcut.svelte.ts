/** Whether Shift three times hides the screen, as chosen on this device. */
class Shortcut {
  on = $state(localStorage.getItem('shift-hides') !== 'no');

  turn(on: boolean) {
    this.on = on;
    if (on) localStorage.removeItem('shift-hides');
    else localStorage.setItem('shift-hides', 'no');
  }
}

export const shortcut = new Shortcut();
