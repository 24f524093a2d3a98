// Turns what Sass wrote into the two files that are served: colours without their fall-backs (every browser that can
// run a passkey knows custom properties), no address that leads nowhere, small, and a mirrored copy for right-to-left.
import { readFileSync, writeFileSync } from 'node:fs'
import cssnano from 'cssnano'
import postcss from 'postcss'
import rtlcss from 'rtlcss'

const [, , source, folder] = process.argv
const NOTICE = '/*! Evenhand, AGPL-3.0-or-later. Contains GOV.UK Frontend and MoJ Frontend, MIT, Crown copyright: see licences.txt. */'

const DROPPED = [/moj-timeline__document/, /moj-timeline--full/, /govuk-exit-this-page/, /:-moz-/, /-turquoise|-pink/, /govuk-tag/]

function dropUnused(root) {
  root.walkRules((rule) => {
    rule.selectors = rule.selectors.filter((selector) => !DROPPED.some((pattern) => pattern.test(selector)))
    if (rule.selectors.length === 0 || rule.selector === '') rule.remove()
  })
  root.walkDecls((declaration) => {
    declaration.value = declaration.value.replace(/var\((--govuk-[a-z-]+),\s*[^()]+\)/g, 'var($1)')
    if (declaration.prop.startsWith('-webkit-') && declaration.value === 'sticky') declaration.remove()
  })
}

const plain = postcss.parse(readFileSync(source, 'utf8'))
dropUnused(plain)
for (const [name, plugins] of [['app.css', []], ['app.rtl.css', [rtlcss()]]]) {
  const turned = await postcss([...plugins, cssnano({ preset: 'default' })]).process(plain.toString(), { from: undefined })
  writeFileSync(`${folder}/${name}`, `${NOTICE}\n${turned.css}\n`)
}
