import { join } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '#server/platform/root';

export type Program = {
  checker: ts.TypeChecker;
  sources: ts.SourceFile[];
  source: (path: string) => ts.SourceFile;
};

/** Declarations of packages, which are the same for every program and most of what there is to read. */
const packaged = new Map<string, ts.SourceFile>();

/** The server as the compiler understands it. `replaced` has the text of files to be read instead, by their path. */
export function openProgram(replaced: Record<string, string> = {}): Program {
  const { options } = configuration();
  const host = ts.createCompilerHost(options);
  const texts = new Map(Object.entries(replaced).map(([path, text]) => [pathOf(path), text]));
  const readFile = host.readFile.bind(host);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.getSourceFile = (path, target) => {
    const known = packaged.get(path);
    const text = known ? undefined : host.readFile(path);
    const source = known ?? (text === undefined ? undefined : ts.createSourceFile(path, text, target, true));
    if (source && isLibrary(source)) packaged.set(path, source);
    return source;
  };
  const program = ts.createProgram({ rootNames: [pathOf('server/app.ts')], options, host });
  const sources = program.getSourceFiles().filter((source) => !isLibrary(source));
  return {
    checker: program.getTypeChecker(),
    sources,
    source: (path) => {
      const found = program.getSourceFile(pathOf(path));
      if (!found) throw new Error(`The server does not import ${path}.`);
      return found;
    },
  };
}

/** Whether a file is part of a package, or of the language. */
export const isLibrary = ({ fileName }: ts.SourceFile) => fileName.includes('/node_modules/');

const pathOf = (path: string) => join(projectRoot, path).replaceAll('\\', '/');

function configuration(): ts.ParsedCommandLine {
  const file = pathOf('tsconfig.json');
  const { config } = ts.readConfigFile(file, (path) => ts.sys.readFile(path)) as { config: object };
  const parsed = ts.parseJsonConfigFileContent(config, ts.sys, projectRoot);
  return { ...parsed, options: { ...parsed.options, incremental: false, tsBuildInfoFile: undefined } };
}
