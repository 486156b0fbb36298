// Runs before anything is painted, so that night never opens with a white flash.
{
  const chosen = localStorage.getItem('theme');
  const night = chosen ? chosen === 'night' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = night ? 'night' : 'day';
}
