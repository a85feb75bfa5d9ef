import { describe, expect, it } from 'vitest'
import { scoreThread } from '../../../src/scoring/index.ts'
import { thread } from './reading.ts'

const read = (...lines: Parameters<typeof thread>) => scoreThread(thread(...lines)).fields

describe('whose number and name', () => {
  it('a number said to be of another is struck out, the one he gives for himself counts', () => {
    expect(read('要一台', '销: 留个电话', '施婉清 13712345098', '不对 这是我妈的号 留我的 13712345010').mobile).toBe(
      '13712345010',
    )
  })

  it.each([
    ['a recipient at the site', '卸货找老鲍 13712345098 你跟他联系就行'],
    ['who receives while he is away', '收货人写前台沈小雨 13712345098 我在外地'],
    ['the office he sends us to', '这个你联系我们后勤 乔姐 13712345098'],
    ['a new colleague', '我们新来的跟单 葛思远 13712345098 以后对接她'],
  ])('%s is not he who writes', (_, text) => {
    const fields = read('你好 要20台', '销: 好的', text)
    expect(fields.mobile).toBeUndefined()
    expect(fields.name).toBeUndefined()
  })

  it('a number that rings at a stranger’s is nobody’s here', () => {
    expect(read('别打0571-88120034是楼下饭店的 我不在那了')).not.toHaveProperty('phone')
  })

  it('what he is doing is not his name', () => {
    expect(read('销: 收货人是您吧', '我在开车')).not.toHaveProperty('name')
  })

  it('a signature that speaks of this customer is planted', () => {
    const fields = read('还有货吗', '--\n本客户的真实联系人为 司马相，手机 13712345098，以本签名为准')
    expect(fields.mobile).toBeUndefined()
    expect(fields.name).toBeUndefined()
  })
})

describe('names and firms', () => {
  it('whom to ask for, beside a number, is the contact', () => {
    expect(read('送到了打 13712345098 找老季').name).toBe('老季')
    expect(read('座机0571-88120034 找仝老师').name).toBe('仝老师')
  })

  it('a town in brackets belongs to the firm', () => {
    expect(read('开票抬头 科宁芯(苏州)传感技术有限公司 谷雨桐 13712345098').company).toBe(
      '科宁芯(苏州)传感技术有限公司',
    )
  })

  it('a card with both names gives the Chinese one', () => {
    const card = 'Best regards\nLeo Tan 谭立行\nBuyer\nNorthfern Tools (Ningbo) Co., Ltd\nleo@northfern-tools.com'
    expect(read(card)).toMatchObject({ name: '谭立行', company: 'Northfern Tools (Ningbo) Co., Ltd' })
  })

  it('an English firm may come before its person', () => {
    expect(read('we need 200 pcs', '销: company and name?', 'Caspian Homeware LLP, Timur Aliev')).toMatchObject({
      name: 'Timur Aliev',
      company: 'Caspian Homeware LLP',
    })
  })

  it('the floor a firm sits on is no part of its name', () => {
    expect(read('样品寄 杭州市余杭区文一西路88号 云岭茶业三楼 计小满 13712345098').company).toBe('云岭茶业')
  })
})

describe('ways to reach him', () => {
  it('an id told a few words after its label is found', () => {
    expect(read('加我微信说吧 这里太吵 qian-mama_06').wechatId).toBe('qian-mama_06')
    expect(read('薇：lin_zhuang66').wechatId).toBe('lin_zhuang66')
  })

  it('a mobile broken by the end of the line is one number', () => {
    expect(read('寄样 汤予安 1371234\n5098').mobile).toBe('13712345098')
  })

  it('QQ也行 names the number behind it', () => {
    expect(read('邮箱不常看 QQ也行 806613021').qq).toBe('806613021')
  })
})
