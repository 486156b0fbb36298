/** What is open beside the call, which stays as it is while another panel is looked at. `page` is the key of an entry. */
class Beside {
  manual = $state(false);
  page = $state<string | null>(null);
}

export const beside = new Beside();
