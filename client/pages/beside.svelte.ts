/**
 * What is open beside the call, which stays as it is while another panel is looked at. `page` is the key of an entry of the manual,
 * `service` the id of a service.
 */
class Beside {
  open = $state<'manual' | 'directory' | 'may-share' | null>(null);
  page = $state<string | null>(null);
  service = $state<string | null>(null);
}

export const beside = new Beside();
