import { describe, expect, it } from 'vitest'
import { valuesOf } from './reading.ts'

const addressOf = (...lines: string[]) => valuesOf(...lines).address

describe('an address', () => {
  it.each([
    ['河北省邯郸市丛台区人民东路336号美的城5-2-1101，15803217764', '河北省邯郸市丛台区人民东路336号美的城5-2-1101'],
    ['收货地址：广东省佛山市顺德区大良街道凤山中路２２号', '广东省佛山市顺德区大良街道凤山中路22号'],
    ['送到 河北省沧州市肃宁县万里镇东王庄村 王建军 13930706612', '河北省沧州市肃宁县万里镇东王庄村'],
    ['送义乌国际商贸城二区F2-17328', '义乌国际商贸城二区F2-17328'],
    ['行 地址城南夜市3排7号', '城南夜市3排7号'],
    ['货发 内蒙古巴彦淖尔市临河区双河镇进步村八社', '内蒙古巴彦淖尔市临河区双河镇进步村八社'],
    ['装的地方是银川市金凤区正源北街202号', '银川市金凤区正源北街202号'],
    [
      '旧的是浙江省台州市黄岩区桔乡大道15号 新的 浙江省台州市路桥区西路桥大道302号锦园9-1-602',
      '浙江省台州市路桥区西路桥大道302号锦园9-1-602',
    ],
  ])('is read from %s', (text, address) => {
    expect(addressOf(text)).toBe(address)
  })

  it('is the answer to where to', () => {
    expect(addressOf('销: 地址发我', '客: 金水区花园路农科路交叉口国基大厦B座1607')).toBe(
      '金水区花园路农科路交叉口国基大厦B座1607',
    )
  })

  it('is a shared location only where that was asked for or claimed', () => {
    const place = { kind: 'location' as const, text: '南京市玄武区中山路18号' }
    expect(valuesOf('我在这吃饭', place).address).toBeUndefined()
    expect(valuesOf('销: 发个定位', place).address).toBe('南京市玄武区中山路18号')
    expect(valuesOf(place, '送到这里').address).toBe('南京市玄武区中山路18号')
  })

  it.each([
    '明天在万象城星巴克门口见面吧',
    '你们店在中山路88号吗',
    '我在广交会12.2号馆 你过来看看',
    '换32路大概多少钱',
    '15号前到厂',
    '电梯坏了爬12楼',
  ])('is not taken from %s', (text) => {
    expect(addressOf(text)).toBeUndefined()
  })
})

describe('an address with spaces between all its parts', () => {
  it.each([
    ['我们住 沈阳铁西区兴华南街 爱都国际 13号楼 3单元 502', '沈阳铁西区兴华南街爱都国际13号楼3单元502'],
    ['改送 赛罕区 学苑东街 66号 青创公寓一层', '赛罕区学苑东街66号青创公寓一层'],
    ['合肥 高新区 创新产业园二期 G4栋A座 步态机器 结构工程师 尹嘉', '合肥高新区创新产业园二期G4栋A座'],
    ['菏泽 单县 黄岗镇 逯楼行政村', '菏泽单县黄岗镇逯楼行政村'],
  ])('%s', (text, address) => {
    expect(valuesOf(`寄到 ${text}`).address ?? valuesOf('销: 地址发我', text).address).toBe(address)
  })

  it.each(['石家庄 瓷砖 300 明天要', '苏州 今天能到吗 2楼'])('%s: none', (text) => {
    expect(valuesOf(text).address).toBeUndefined()
  })

  it('and the one who gets it', () => {
    expect(valuesOf('慈溪 观海卫镇 卫山路 65号 骆科明').name).toBe('骆科明')
  })
})
