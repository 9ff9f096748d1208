// The Prisma generator: `prisma generate` runs it for `generator fieldseal { provider = "fieldseal" }`.
// It writes one file, index.ts, into the generator's output folder.

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import helper, { type GeneratorOptions } from '@prisma/generator-helper'
import { buildFieldMap } from '../schema/build-field-map.js'
import { readSchemaFiles } from './read-schema-files.js'
import { renderModule } from './render-module.js'

helper.generatorHandler({
  onManifest: () => ({ prettyName: 'fieldseal', defaultOutput: './generated/fieldseal' }),
  onGenerate: generate,
})

async function generate(options: GeneratorOptions): Promise<void> {
  const folder = options.generator.output?.value
  if (!folder) throw new Error('The fieldseal generator has no output folder. Set `output` in its block.')
  const map = buildFieldMap({
    datamodel: options.dmmf.datamodel,
    text: options.datamodel,
    files: await readSchemaFiles(options.schemaPath),
    provider: options.datasources[0]?.activeProvider ?? '',
  })
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'index.ts'), renderModule(map))
}
