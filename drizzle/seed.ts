export async function seedTrial(_db: unknown, _now: Date) { return { helplineId: '' }; }
